import { parseCursor } from '@nobet/contracts'

export type Jump = { readonly kind: 'cursor'; readonly cursor: string } | { readonly kind: 'time'; readonly at: number }

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/
const DAY_MS = 86_400_000

/** A cursor, an instant with a zone, or a time of the clock in `timeZone`: its last occurrence before `now`. */
export function readJump(text: string, now: number, timeZone: string): Jump | undefined {
  const wanted = text.trim()
  const clock = CLOCK.exec(wanted)
  if (clock !== null) return readClock(clock, now, timeZone)
  if (parseCursor(wanted) !== undefined) return { kind: 'cursor', cursor: wanted }
  const at = /^\d{4}-\d\d-\d\d[T ]/.test(wanted) ? Date.parse(wanted) : Number.NaN
  return Number.isNaN(at) ? undefined : { kind: 'time', at }
}

function readClock(parts: RegExpExecArray, now: number, timeZone: string): Jump | undefined {
  const [hour = 0, minute = 0, second = 0] = [parts[1], parts[2], parts[3] ?? 0].map(Number)
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const ms = Number((parts[4] ?? '0').padEnd(3, '0'))
  const wanted = ((hour * 60 + minute) * 60 + second) * 1_000 + ms
  const at = now - msOfDay(now, timeZone) + wanted
  return { kind: 'time', at: at > now ? at - DAY_MS : at }
}

function msOfDay(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const [hour = 0, minute = 0, second = 0] = format.format(at).split(':').map(Number)
  return ((hour * 60 + minute) * 60 + second) * 1_000 + (at % 1_000)
}
