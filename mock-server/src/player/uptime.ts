import { EpochMs, type ModuleState, toTimestamp, type UptimeBucket } from '@nobet/contracts'

const BUCKET_MS = 60_000
const BUCKETS = 60
/** A state holds this long after its observation; after that the time is unobserved. Two probe intervals. */
const HOLDS_MS = 20_000

type Condition = 'upMs' | 'degradedMs' | 'downMs'

/** The last hour in minutes, each divided into up, degraded, down and unobserved time. Points are ascending. */
export function toUptime(points: readonly (readonly [number, ModuleState])[], nowMs: number) {
  const begin = Math.floor(nowMs / BUCKET_MS) * BUCKET_MS - (BUCKETS - 1) * BUCKET_MS
  const buckets = Array.from({ length: BUCKETS }, (_, index) => emptyBucket(begin + index * BUCKET_MS, nowMs))
  for (const [index, [at, state]] of points.entries()) {
    const condition = conditionOf(state)
    const until = Math.min(points[index + 1]?.[0] ?? nowMs, at + HOLDS_MS, nowMs)
    if (condition !== undefined) spread(buckets, begin, condition, at, until)
  }
  return { bucketMs: BUCKET_MS, buckets }
}

const emptyBucket = (start: number, nowMs: number): UptimeBucket => ({
  start: toTimestamp(EpochMs.parse(start)),
  upMs: 0,
  degradedMs: 0,
  downMs: 0,
  unobservedMs: Math.min(BUCKET_MS, nowMs - start),
})

function spread(buckets: UptimeBucket[], begin: number, condition: Condition, from: number, until: number): void {
  for (let at = Math.max(from, begin); at < until; ) {
    const index = Math.floor((at - begin) / BUCKET_MS)
    const end = Math.min(until, begin + (index + 1) * BUCKET_MS)
    const bucket = buckets[index]
    if (bucket === undefined) return
    bucket[condition] += end - at
    bucket.unobservedMs -= end - at
    at = end
  }
}

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
