import { type Fault, PROBLEM_MEDIA_TYPE, type Problem } from '@nobet/contracts'

export interface ProblemOptions {
  readonly status: number
  /** Stable and short, `kebab-case`; becomes the problem's `type`. */
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly traceId?: string
  readonly upstream?: string
  /** The configuration key that would switch on what is missing. */
  readonly key?: string
  readonly errors?: readonly Fault[]
  readonly headers?: Readonly<Record<string, string>>
}

/** The RFC 9457 body of an error. */
export function toProblem({ code, headers: _headers, errors, ...rest }: ProblemOptions): Problem {
  return {
    type: `urn:nobet:problem:${code}`,
    ...rest,
    ...(errors === undefined ? {} : { errors: errors.map((fault) => ({ ...fault })) }),
  }
}

/** The one way an HTTP door says no. */
export const problem = (options: ProblemOptions): Response =>
  new Response(JSON.stringify(toProblem(options)), {
    status: options.status,
    headers: { 'content-type': PROBLEM_MEDIA_TYPE, ...options.headers },
  })
