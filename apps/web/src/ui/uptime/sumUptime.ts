import type { ModuleSamples } from '@nobet/contracts'

export interface UptimeSum {
  readonly spanMs: number
  /** Of the observed time only; `null` when nothing was observed. Degraded time is up. */
  readonly upShare: number | null
  readonly unobservedShare: number
}

/** Shares of the whole bar: unobserved time is in neither half of the up share. */
export function sumUptime({ bucketMs, buckets }: ModuleSamples['uptime']): UptimeSum {
  const sum = (pick: (bucket: (typeof buckets)[number]) => number) => buckets.reduce((total, b) => total + pick(b), 0)
  const up = sum((bucket) => bucket.upMs + bucket.degradedMs)
  const observed = up + sum((bucket) => bucket.downMs)
  const unobserved = sum((bucket) => bucket.unobservedMs)
  const all = observed + unobserved
  return {
    spanMs: bucketMs * buckets.length,
    upShare: observed === 0 ? null : up / observed,
    unobservedShare: all === 0 ? 1 : unobserved / all,
  }
}
