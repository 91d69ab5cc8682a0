/** Longest wait between two tries. */
export const BACKOFF_CAP_MS = 30_000
const BACKOFF_BASE_MS = 1_000
/** A server's own `Retry-After` is stretched by up to this share, so that its callers do not come back together. */
const RETRY_SPREAD = 0.2
const RETRY_AFTER_MAX_MS = 5 * 60_000

/** Full jitter: anywhere between nothing and `base × 2^(attempt − 1)`, capped at {@link BACKOFF_CAP_MS}. */
export function fullJitter(attempt: number, random: () => number, baseMs: number = BACKOFF_BASE_MS): number {
  const ceiling = Math.min(BACKOFF_CAP_MS, baseMs * 2 ** Math.max(0, attempt - 1))
  return Math.round(random() * ceiling)
}

/** Never sooner than the server asked for, a little later by chance. */
export const spreadRetry = (retryAfterMs: number, random: () => number): number =>
  Math.round(Math.min(RETRY_AFTER_MAX_MS, Math.max(0, retryAfterMs)) * (1 + random() * RETRY_SPREAD))

/** `Retry-After` (RFC 9110: seconds or a date) in milliseconds; `undefined` when absent or unreadable. */
export function readRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
