import type { Clock } from '../clock.ts'

const MAX_BUCKETS = 5_000

export interface RateLimit {
  /** Tokens that come back each second. */
  readonly perSecond: number
  /** Tokens a rested caller may spend at once. */
  readonly burst: number
}

export type RateVerdict = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterMs: number }

interface Bucket {
  readonly tokens: number
  readonly at: number
}

/** Token buckets by key; at most 5,000, the longest unused is forgotten first (it would be full again soon). */
export function createRateLimiter(clock: Clock, maxBuckets = MAX_BUCKETS) {
  const buckets = new Map<string, Bucket>()
  return {
    take(key: string, limit: RateLimit): RateVerdict {
      const now = clock.monotonic()
      const tokens = refill(buckets.get(key), limit, now)
      const allowed = tokens >= 1
      buckets.delete(key)
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now })
      const oldest = buckets.size > maxBuckets ? buckets.keys().next().value : undefined
      if (oldest !== undefined) buckets.delete(oldest)
      return allowed ? { allowed } : { allowed, retryAfterMs: Math.ceil(((1 - tokens) / limit.perSecond) * 1000) }
    },
    size: () => buckets.size,
  }
}

export type RateLimiter = ReturnType<typeof createRateLimiter>

const refill = (bucket: Bucket | undefined, limit: RateLimit, now: number): number =>
  bucket === undefined
    ? limit.burst
    : Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.perSecond)
