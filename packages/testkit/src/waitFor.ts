const DEFAULT_TIMEOUT_MS = 20_000
const DEFAULT_INTERVAL_MS = 20

export interface WaitForOptions {
  readonly timeoutMs?: number
  readonly intervalMs?: number
  /** Named in the error: what was waited for. */
  readonly what?: string
}

/**
 * Polls `check` on the real clock until it returns something truthy and does not throw, and returns that.
 * Rejects after `timeoutMs` (20 s) with the last failure as cause.
 */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  options: WaitForOptions = {},
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, intervalMs = DEFAULT_INTERVAL_MS, what = 'the awaited outcome' } = options
  const startedAt = performance.now()
  let last: unknown
  do {
    try {
      const value = await check()
      // Truthiness has just been tested, which the type system cannot say about a generic.
      if (value) return value as Exclude<T, false | null | undefined | 0 | ''>
      last = undefined
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs))
  } while (performance.now() - startedAt < timeoutMs)
  throw new Error(`${what} did not come about within ${timeoutMs} ms`, { cause: last })
}
