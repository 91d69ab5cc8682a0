/** What the Metrics page keeps in the URL beside the shared range. */
export interface MetricsSearch {
  /** PromQL, one text for each query. */
  readonly q?: readonly string[] | undefined
  /** Places of the queries that are switched off. */
  readonly off?: readonly number[] | undefined
  readonly mode?: 'instant' | undefined
  readonly view?: 'table' | undefined
  /** Resolution by hand: `30s`. */
  readonly step?: string | undefined
  /** A line to compare with. */
  readonly limit?: number | undefined
  /** How figures are written; plain when left out. */
  readonly unit?: MetricsUnit | undefined
  readonly marks?: 'off' | undefined
  readonly exemplars?: 'on' | undefined
}

/** Units a figure may have here; `number` is the plain one. */
export const METRICS_UNITS = ['seconds', 'ms', 'bytes', 'ratio', 'percent', 'perSecond', 'perMinute', 'count'] as const
export type MetricsUnit = (typeof METRICS_UNITS)[number]

export const QUERIES_MAX = 6
export const EXPR_CHARS_MAX = 8_000
const STEP_CHARS_MAX = 12

/** What cannot be read is left out: a damaged link opens the page without it. One query may stand as a plain text. */
export function readMetricsSearch(search: Record<string, unknown>): MetricsSearch {
  const { q, off, mode, view, step, limit, marks, exemplars } = search
  const unit = METRICS_UNITS.find((one) => one === search['unit'])
  const queries = toList(q)
    .filter(isText)
    .map(String)
    .filter((one) => one.length <= EXPR_CHARS_MAX)
    .slice(0, QUERIES_MAX)
  const places = toList(off).filter((at) => typeof at === 'number' && at in queries) as number[] // filtered to numbers
  return {
    ...(queries.length === 0 ? {} : { q: queries }),
    ...(places.length === 0 ? {} : { off: places }),
    ...(mode === 'instant' ? { mode } : {}),
    ...(view === 'table' ? { view } : {}),
    ...(isText(step) && String(step).length <= STEP_CHARS_MAX ? { step: String(step) } : {}),
    ...(typeof limit === 'number' && Number.isFinite(limit) ? { limit } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(marks === 'off' ? { marks } : {}),
    ...(exemplars === 'on' ? { exemplars } : {}),
  }
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
/** A number is a query too; the address does not tell it from a text. */
const isText = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
