import type { TimeSpan } from '../series.ts'

/** The horizontal axis: where each point stands, and between which ends. */
export interface XScale {
  readonly kind: 'time' | 'names'
  /** Ascending: epoch milliseconds, or the indexes of names. */
  readonly positions: readonly number[]
  readonly from: number
  readonly to: number
  readonly names: readonly string[]
}

export const toTimeScale = (times: readonly number[], { from, to }: TimeSpan): XScale => ({
  kind: 'time',
  positions: times,
  from,
  to: Math.max(to, from + 1),
  names: [],
})

/** Each name has a band of its own, its figure in the middle. */
export const toNameScale = (names: readonly string[]): XScale => ({
  kind: 'names',
  positions: names.map((_, index) => index),
  from: -0.5,
  to: Math.max(names.length, 1) - 0.5,
  names,
})

/** 0 at the left end, 1 at the right; may lie outside. */
export const toShare = (scale: Pick<XScale, 'from' | 'to'>, at: number): number =>
  (at - scale.from) / (scale.to - scale.from)

export const fromShare = (scale: Pick<XScale, 'from' | 'to'>, share: number): number =>
  scale.from + Math.min(1, Math.max(0, share)) * (scale.to - scale.from)

/** The index of the nearest position, -1 when there is none. */
export function indexAt(positions: readonly number[], at: number): number {
  let low = 0
  let high = positions.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((positions[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  const before = positions[low - 1]
  return before !== undefined && at - before < (positions[low] ?? 0) - at ? low - 1 : high
}
