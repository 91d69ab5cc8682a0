import { type ModuleState, toTimestamp, type UptimeBucket } from '@nobet/contracts'
import { toEpoch } from './toEpoch.ts'

export const UPTIME_BUCKET_MS = 15 * 60_000
export const UPTIME_BUCKETS = 96

type Condition = 'upMs' | 'degradedMs' | 'downMs'
type Observed = Readonly<Record<Condition, number>>

/** Observed time by bucket start (epoch milliseconds). What is not here was not observed, whatever the reason. */
export type Uptime = ReadonlyMap<number, Observed>

const NOTHING: Observed = { upMs: 0, degradedMs: 0, downMs: 0 }

/** Adds the time from `from` to `until` spent in `state`; only the newest {@link UPTIME_BUCKETS} are kept. */
export function addUptime(uptime: Uptime, state: ModuleState, from: number, until: number): Uptime {
  const condition = conditionOf(state)
  const oldest = bucketOf(until) - (UPTIME_BUCKETS - 1) * UPTIME_BUCKET_MS
  const next = new Map([...uptime].filter(([start]) => start >= oldest))
  if (condition === undefined) return next
  for (let at = Math.max(from, oldest); at < until; ) {
    const start = bucketOf(at)
    const end = Math.min(until, start + UPTIME_BUCKET_MS)
    const held = next.get(start) ?? NOTHING
    next.set(start, { ...held, [condition]: held[condition] + end - at })
    at = end
  }
  return next
}

/** The last 24 h up to `now`, oldest first; unobserved is what remains of each bucket's elapsed time. */
export function readUptime(uptime: Uptime, now: number): UptimeBucket[] {
  const newest = bucketOf(now)
  return Array.from({ length: UPTIME_BUCKETS }, (_, index) => {
    const start = newest - (UPTIME_BUCKETS - 1 - index) * UPTIME_BUCKET_MS
    const held = uptime.get(start) ?? NOTHING
    const elapsed = Math.min(UPTIME_BUCKET_MS, now - start)
    const unobservedMs = Math.max(0, elapsed - held.upMs - held.degradedMs - held.downMs)
    return { start: toTimestamp(toEpoch(start)), ...held, unobservedMs }
  })
}

const bucketOf = (at: number): number => Math.floor(at / UPTIME_BUCKET_MS) * UPTIME_BUCKET_MS

/** `needs-auth` is alive but unverified: never up. */
function conditionOf(state: ModuleState): Condition | undefined {
  switch (state) {
    case 'healthy':
      return 'upMs'
    case 'degraded':
    case 'needs-auth':
      return 'degradedMs'
    case 'auth-rejected':
    case 'version-mismatch':
    case 'wedged':
    case 'down':
      return 'downMs'
    case 'stale':
    case 'unknown':
      return undefined
  }
}
