import { type Answer, text } from '../http/answer.ts'

const RANGE_MAX_S = 168 * 3600

/** Seconds since the epoch; absent when not given. */
export interface Range {
  start?: number
  end?: number
}

/** `start` and `end` of a query, or the refusal Tempo words. */
export function readRange(query: URLSearchParams): Range | Answer {
  const range: Range = {}
  for (const name of ['start', 'end'] as const) {
    const given = query.get(name)
    if (given === null) continue
    if (!/^-?\d+$/.test(given))
      return text(400, `invalid ${name}: strconv.ParseInt: parsing "${given}": invalid syntax`)
    range[name] = Number(given)
  }
  const { start, end } = range
  if (start === undefined || end === undefined) return range
  if (start >= end) return text(400, `http parameter start must be before end. received start=${start} end=${end}`)
  if (end - start > RANGE_MAX_S) {
    return text(400, `range specified by start and end exceeds 168h0m0s. received start=${start} end=${end}`)
  }
  return range
}
