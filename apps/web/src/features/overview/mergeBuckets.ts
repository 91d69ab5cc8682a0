import type { UptimeBucket } from '@nobet/contracts'

/** Neighbouring slices of time added up so that at most `most` are left; no millisecond is lost or doubled. */
export function mergeBuckets(buckets: readonly UptimeBucket[], most: number): UptimeBucket[] {
  const size = Math.max(1, Math.ceil(buckets.length / most))
  const merged: UptimeBucket[] = []
  for (let i = 0; i < buckets.length; i += size) {
    const [first, ...rest] = buckets.slice(i, i + size)
    if (first !== undefined) merged.push(rest.reduce(add, first))
  }
  return merged
}

const add = (a: UptimeBucket, b: UptimeBucket): UptimeBucket => ({
  start: a.start,
  upMs: a.upMs + b.upMs,
  degradedMs: a.degradedMs + b.degradedMs,
  downMs: a.downMs + b.downMs,
  unobservedMs: a.unobservedMs + b.unobservedMs,
})
