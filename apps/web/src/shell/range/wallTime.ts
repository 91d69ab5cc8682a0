import { createZoneOffset, type ZoneOffset } from '../../ui/format/zoneOffset.ts'

/** What a time on the clock of a zone means. `gap`: the clock skipped it, `at` is the first moment after. `twice`: it came twice. */
export type WallTime =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'gap'; readonly at: number }
  | { readonly kind: 'twice'; readonly at: number; readonly later: number }

const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?$/
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** A `datetime-local` value (`2026-11-22T14:02`) read on the clock of `timeZone`; `undefined` when it is none. */
export function readWallTime(text: string, timeZone: string): WallTime | undefined {
  const found = WALL.exec(text)
  if (found === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  if (month > 12 || new Date(wall).getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined
  const offsetOf = createZoneOffset(timeZone)
  const offsets = new Set([wall - DAY_MS, wall + DAY_MS].map(offsetOf))
  const moments = [...offsets].map((offset) => wall - offset).filter((at) => at + offsetOf(at) === wall)
  const [first, second2] = moments.toSorted((a, b) => a - b)
  if (first === undefined) return { kind: 'gap', at: endOfGap(wall, offsetOf) }
  return second2 === undefined ? { kind: 'once', at: first } : { kind: 'twice', at: first, later: second2 }
}

/** The clock of `timeZone` at an instant, as a `datetime-local` value with seconds. */
export const toWallText = (at: number, timeZone: string): string =>
  new Date(at + createZoneOffset(timeZone)(at)).toISOString().slice(0, 19)

/** The first moment after a skipped hour: halving between a day before and a day after finds where the offset changes. */
function endOfGap(wall: number, offsetOf: ZoneOffset): number {
  let [low, high] = [wall - DAY_MS, wall + DAY_MS]
  const before = offsetOf(low)
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000
    if (offsetOf(middle) === before) low = middle
    else high = middle
  }
  return Math.ceil(high / MINUTE_MS) * MINUTE_MS
}
