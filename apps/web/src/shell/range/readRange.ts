/** What all charts show: a length that ends now, or two fixed instants (epoch ms). */
export type TimeRange =
  | { readonly kind: 'relative'; readonly text: string; readonly ms: number }
  | { readonly kind: 'absolute'; readonly from: number; readonly to: number }

/** Why a range is none: not to be understood, end not after start, longer or shorter than the panel draws. */
export type RangeFault = 'unreadable' | 'order' | 'long' | 'short'

type Read = { readonly ok: true; readonly range: TimeRange } | { readonly ok: false; readonly fault: RangeFault }

export const RANGE_MAX_MS = 366 * 86_400_000
export const RANGE_MIN_MS = 10_000
export const DEFAULT_RANGE: TimeRange = { kind: 'relative', text: '1h', ms: 3_600_000 }

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const LENGTH = /^(?:\d{1,6}[smhdw])+$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const EPOCH_MS = /^\d{12,14}$/
const EPOCH_S = /^\d{9,11}$/

/** Judges the words of the URL. `from` and `to` together win; nothing at all is the default range. */
export function readRange({
  range,
  from,
  to,
}: {
  readonly range?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}): Read {
  if (from !== undefined || to !== undefined) return readAbsolute(from, to)
  return range === undefined ? { ok: true, range: DEFAULT_RANGE } : readRelative(range)
}

/** `5m`, `90m`, `1h30m`, `7d`. */
export function readRelative(text: string): Read {
  const wanted = text.trim().toLowerCase().replaceAll(' ', '')
  if (!LENGTH.test(wanted)) return { ok: false, fault: 'unreadable' }
  const ms = [...wanted.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * unitMs(unit),
    0,
  )
  const fault = judgeLength(ms)
  return fault === undefined ? { ok: true, range: { kind: 'relative', text: wanted, ms } } : { ok: false, fault }
}

/** Two instants as ISO text with a zone, or epoch seconds or milliseconds. */
function readAbsolute(from: string | undefined, to: string | undefined): Read {
  const [start, end] = [readInstant(from), readInstant(to)]
  if (start === undefined || end === undefined) return { ok: false, fault: 'unreadable' }
  return judgeSpan(start, end)
}

export function judgeSpan(from: number, to: number): Read {
  if (from >= to) return { ok: false, fault: 'order' }
  const fault = judgeLength(to - from)
  return fault === undefined ? { ok: true, range: { kind: 'absolute', from, to } } : { ok: false, fault }
}

function readInstant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (EPOCH_MS.test(text)) return Number(text)
  if (EPOCH_S.test(text)) return Number(text) * 1_000
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

function judgeLength(ms: number): RangeFault | undefined {
  if (ms > RANGE_MAX_MS) return 'long'
  return ms < RANGE_MIN_MS ? 'short' : undefined
}

const unitMs = (unit: string | undefined): number => UNIT_MS[unit as keyof typeof UNIT_MS] // the pattern lets no other through
