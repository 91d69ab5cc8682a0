import { type Fault, PANEL_LIMITS } from '@nobet/contracts'
import { alignRange, type AlignedRange } from '@nobet/domain/series'

const DEFAULT_SPAN_MS = 3_600_000
const DEFAULT_WIDTH = 600
/** Prometheus is asked for more points than the width shows, so that peaks between two columns are seen. */
const POINTS_PER_PIXEL = 2
const POINTS_MAX = 2_000
const FINEST_MS = 1_000
/** A range that ends this near to the present moves on with it. */
const NOW_WITHIN_MS = 120_000

/** What a chart asks for. */
export interface PanelRange {
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** Pixels. */
  readonly width: number
  readonly exemplars: boolean
}

export type ReadRange =
  | { readonly ok: true; readonly range: PanelRange }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** `?from&to&width&exemplars`: instants are epoch milliseconds or RFC 3339; left out, the last hour. */
export function readPanelRange(query: (name: string) => string | undefined, now: number): ReadRange {
  const to = readInstant(query('to'), now)
  const from = readInstant(query('from'), (to ?? now) - DEFAULT_SPAN_MS)
  const width = readWidth(query('width'))
  const faults: Fault[] = []
  const fault = (path: string, expected: string) => faults.push({ path, expected })
  if (from === undefined) fault('from', INSTANT)
  if (to === undefined) fault('to', INSTANT)
  if (width === undefined)
    fault('width', `expected a whole number of ${PANEL_LIMITS.widthMin}-${PANEL_LIMITS.widthMax}`)
  if (from !== undefined && to !== undefined) {
    if (to - from < PANEL_LIMITS.spanMinMs)
      fault('to', `expected an end at least ${PANEL_LIMITS.spanMinMs} ms after from`)
    if (to - from > PANEL_LIMITS.spanMaxMs) fault('from', `expected at most ${PANEL_LIMITS.spanMaxMs} ms before to`)
  }
  if (from === undefined || to === undefined || width === undefined || faults.length > 0) return { ok: false, faults }
  return { ok: true, range: { from, to, width, exemplars: query('exemplars') === '1' } }
}

/** The points Prometheus is asked for. */
export const toGrid = ({ from, to, width }: PanelRange, scrapeMs: number): AlignedRange =>
  alignRange({
    from,
    to,
    points: Math.min(POINTS_MAX, width * POINTS_PER_PIXEL),
    finest: Math.max(FINEST_MS, scrapeMs),
  })

/** The same for all ranges that differ only in how far the present has moved. */
export function toRangeKey({ from, to, width }: PanelRange, now: number): string {
  const isMoving = Math.abs(now - to) <= NOW_WITHIN_MS
  const span = Math.round((to - from) / FINEST_MS)
  return isMoving ? `${span}|${width}` : `${from}|${to}|${width}`
}

const INSTANT = 'expected epoch milliseconds or a date and time such as 2026-11-22T17:00:00Z'
const EPOCH_MS = /^\d{1,14}$/

function readInstant(text: string | undefined, missing: number): number | undefined {
  if (text === undefined || text === '') return missing
  const at = EPOCH_MS.test(text) ? Number(text) : Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

function readWidth(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return DEFAULT_WIDTH
  const width = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return width >= PANEL_LIMITS.widthMin && width <= PANEL_LIMITS.widthMax ? width : undefined
}
