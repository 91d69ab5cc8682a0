import { POINTS_MAX } from '@nobet/domain/series'

/** Seconds between two points, round enough to read and to share between panels. */
const LADDER = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400]

export type Step =
  | { readonly ok: true; readonly seconds: number }
  | { readonly ok: false; readonly least: number | null }

/** A step by hand, or one that gives about `points` over `spanMs`. `least`: the smallest that could be; `null`: not a length. */
export function readStep(text: string | undefined, spanMs: number, points: number): Step {
  const least = Math.ceil(spanMs / 1_000 / POINTS_MAX)
  if (text === undefined) {
    const wanted = Math.max(least, spanMs / 1_000 / points)
    return { ok: true, seconds: LADDER.find((one) => one >= wanted) ?? Math.ceil(wanted / 86_400) * 86_400 }
  }
  const seconds = toSeconds(text)
  if (seconds === undefined) return { ok: false, least: null }
  return spanMs / 1_000 / seconds > POINTS_MAX ? { ok: false, least } : { ok: true, seconds }
}

/** Ends of a range in whole steps, in epoch seconds: equal questions are then equal to the cache. */
export function alignSpan(
  { from, to }: { readonly from: number; readonly to: number },
  step: number,
): { readonly start: number; readonly end: number } {
  const end = Math.floor(to / 1_000 / step) * step
  return { start: Math.min(end, Math.ceil(from / 1_000 / step) * step), end }
}

/** `30s`, `5m`, or bare seconds. */
function toSeconds(text: string): number | undefined {
  const read = /^\d{1,7}$/.test(text.trim()) ? Number(text) : undefined
  if (read !== undefined) return read > 0 ? read : undefined
  const match = /^(\d{1,4})([smhd])$/.exec(text.trim())
  if (match === null) return undefined
  const size = { s: 1, m: 60, h: 3_600, d: 86_400 }[match[2] ?? 's'] ?? 1
  const seconds = Number(match[1]) * size
  return seconds > 0 ? seconds : undefined
}
