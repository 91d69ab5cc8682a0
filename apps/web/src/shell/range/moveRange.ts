import { lengthOf, toSpan } from '../range.ts'
import { RANGE_MAX_MS, type TimeRange } from './readRange.ts'

const UNITS = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

/** The stretch just before the shown one. */
export function stepBack(range: TimeRange, now: number): TimeRange {
  const { from } = toSpan(range, now)
  return { kind: 'absolute', from: from - lengthOf(range), to: from }
}

/** The stretch just after the shown one, never beyond the present; `undefined` when it ends there already. */
export function stepForward(range: TimeRange, now: number): TimeRange | undefined {
  if (range.kind === 'relative' || range.to >= now) return undefined
  const to = Math.min(now, range.to + lengthOf(range))
  return { kind: 'absolute', from: to - lengthOf(range), to }
}

/** Twice as long about the same middle, not beyond the present; `undefined` at the longest. */
export function zoomOut(range: TimeRange, now: number): TimeRange | undefined {
  const ms = lengthOf(range) * 2
  if (ms > RANGE_MAX_MS) return undefined
  if (range.kind === 'relative') return { kind: 'relative', text: toLengthText(ms), ms }
  const to = Math.max(range.to, Math.min(now, range.to + ms / 4))
  return { kind: 'absolute', from: to - ms, to }
}

/** `5400000` is `1h30m`. */
export function toLengthText(ms: number): string {
  let rest = Math.max(1_000, ms)
  const parts = UNITS.map(([unit, size]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    return count === 0 ? '' : `${count}${unit}`
  })
  return parts.join('')
}
