import type { ZoneOffset } from '../../format/zoneOffset.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 3, 7, 14, 28, 91, 182, 364].map((days) => days * DAY_MS),
]
const TICK_SPACE_PX = 72

export interface TimeTick {
  /** Epoch milliseconds. */
  readonly at: number
  /** What the tick tells: at midnight and in steps of days the day, in steps below a minute the second. */
  readonly as: 'day' | 'clock' | 'second'
}

/** Round times of the reader's own clock, also over a change to or from summer time. */
export function toTimeTicks(from: number, to: number, width: number, offsetOf: ZoneOffset): readonly TimeTick[] {
  if (!(to > from)) return []
  const wanted = Math.max(2, Math.floor(width / TICK_SPACE_PX))
  const step = STEPS_MS.find((each) => (to - from) / each <= wanted) ?? (to - from) / wanted
  const ticks: TimeTick[] = []
  const last = to + offsetOf(to)
  for (let wall = Math.ceil((from + offsetOf(from)) / step) * step; wall <= last; wall += step) {
    const at = toInstant(wall, offsetOf)
    const before = ticks.at(-1)
    if (at < from || at > to || (before !== undefined && at <= before.at)) continue
    ticks.push({ at, as: step >= DAY_MS || wall % DAY_MS === 0 ? 'day' : step < MINUTE_MS ? 'second' : 'clock' })
  }
  return ticks
}

/** A reading of the clock as an instant; the offset of the guess settles on which side of a change it lies. */
function toInstant(wall: number, offsetOf: ZoneOffset): number {
  const guess = wall - offsetOf(wall)
  return wall - offsetOf(guess)
}
