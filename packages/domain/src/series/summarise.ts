import { type Figure, isFigure } from './downsample.ts'

/** A third's mean that differs by less than this share of the spread is no trend. */
const STEADY_SHARE = 0.15

export interface Summary {
  /** The newest observed value and where it stands; `null` and -1 when nothing was observed. */
  readonly last: number | null
  readonly lastIndex: number
  readonly min: number | null
  readonly max: number | null
  /** The last third of the observed values against the first; `null` with fewer than three. */
  readonly trend: 'rising' | 'falling' | 'steady' | null
}

/** What a reader wants to know of a series without seeing it. Unobserved points count for nothing. */
export function summarise(values: readonly Figure[]): Summary {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let lastIndex = -1
  let count = 0
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]
    if (!isFigure(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    lastIndex = index
    count += 1
  }
  if (lastIndex < 0) return { last: null, lastIndex, min: null, max: null, trend: null }
  return { last: values[lastIndex] ?? null, lastIndex, min, max, trend: toTrend(values, count, max - min) }
}

function toTrend(values: readonly Figure[], count: number, spread: number): Summary['trend'] {
  const third = Math.floor(count / 3)
  if (third === 0) return null
  let seen = 0
  let first = 0
  let last = 0
  for (const value of values) {
    if (!isFigure(value)) continue
    if (seen < third) first += value
    if (seen >= count - third) last += value
    seen += 1
  }
  const change = (last - first) / third
  if (!(Math.abs(change) > spread * STEADY_SHARE)) return 'steady'
  return change > 0 ? 'rising' : 'falling'
}
