import { request } from 'undici'

/** Whether an upstream answered, in one word of its own. */
export type CheckOutcome = { readonly kind: 'ok' } | { readonly kind: 'failed'; readonly reason: string }

export interface CheckTarget {
  /** Without credentials. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Check = (target: CheckTarget, signal: AbortSignal) => Promise<CheckOutcome>

/** One GET whose answer counts when it is 2xx; redirects are not followed and the body is not read. */
export const checkHttp: Check = async ({ url, headers = {} }, signal) => {
  try {
    const { statusCode, body } = await request(url, { signal, headers })
    await body.dump({ limit: 64 * 1024 })
    return statusCode >= 200 && statusCode < 300 ? { kind: 'ok' } : { kind: 'failed', reason: `HTTP ${statusCode}` }
  } catch (error) {
    return { kind: 'failed', reason: signal.aborted ? 'no answer in time' : describe(error) }
  }
}

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.message === '' ? ((error as NodeJS.ErrnoException).code ?? error.name) : error.message
}
