const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

/** Prometheus refuses more than this many points a series. */
export const POINTS_MAX = 11_000
const POINTS_MIN = 2

/** Steps people read well; beyond the last one, whole weeks. */
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2].map((days) => days * DAY_MS),
  WEEK_MS,
]

export interface RangeRequest {
  /** Epoch milliseconds, `from` not after `to`. */
  readonly from: number
  readonly to: number
  /** How many points the reader can show, e.g. the width in pixels. */
  readonly points: number
  /** The finest step that makes sense, milliseconds: how often the source is sampled. */
  readonly finest?: number
}

export interface AlignedRange {
  /** Epoch milliseconds, multiples of `step`; `start` not after `from`, `end` not after `to`. */
  readonly start: number
  readonly end: number
  /** Milliseconds. */
  readonly step: number
}

/**
 * A range on round steps, so that readers who ask a moment apart ask the same question. It has at most
 * `min(points, POINTS_MAX)` points. Throws `RangeError` when the range ends before it starts or is not finite.
 */
export function alignRange({ from, to, points, finest = 0 }: RangeRequest): AlignedRange {
  if (!Number.isFinite(from) || !Number.isFinite(to)) throw new RangeError('a range needs two finite instants')
  if (to < from) throw new RangeError('a range cannot end before it starts')
  const limit = Math.max(POINTS_MIN, Math.min(POINTS_MAX, Math.floor(points) || POINTS_MIN))
  const step = STEPS_MS.find((each) => each >= finest && countPoints(from, to, each) <= limit)
  return toAligned(from, to, step ?? toWeeks(from, to, limit))
}

function toAligned(from: number, to: number, step: number): AlignedRange {
  return { start: Math.floor(from / step) * step, end: Math.floor(to / step) * step, step }
}

function countPoints(from: number, to: number, step: number): number {
  return Math.floor(to / step) - Math.floor(from / step) + 1
}

function toWeeks(from: number, to: number, limit: number): number {
  return Math.max(1, Math.ceil((to - from) / (limit - 1) / WEEK_MS)) * WEEK_MS
}
