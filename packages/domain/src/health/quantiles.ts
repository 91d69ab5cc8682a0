import type { LatencyQuantiles } from '@nobet/contracts'

/** Nearest-rank quantiles; `undefined` without a single value, because not measured is not zero. */
export function toQuantiles(values: readonly number[]): LatencyQuantiles | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const at = (q: number): number => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
