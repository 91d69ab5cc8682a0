import type { Problem } from '@nobet/contracts'

/** Why an answer is not there: nobody answered, the server said no in its own form, or the answer made no sense. */
export type ApiFailure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'problem'; readonly status: number; readonly problem: Problem | undefined }
  | { readonly kind: 'bad_payload'; readonly faults: string }

/** Thrown by every fetcher so that TanStack Query sees a failure; `failure` says which. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly failure: ApiFailure

  constructor(failure: ApiFailure, options?: ErrorOptions) {
    super(toMessage(failure), options)
    this.failure = failure
  }
}

function toMessage(failure: ApiFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return 'the server did not answer'
    case 'problem':
      return failure.problem?.detail ?? failure.problem?.title ?? `HTTP ${failure.status}`
    case 'bad_payload':
      return failure.faults
  }
}
