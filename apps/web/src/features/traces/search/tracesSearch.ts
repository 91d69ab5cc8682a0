export const SPAN_STATUSES = ['error', 'ok', 'unset'] as const

/** What the Traces page keeps in the URL beside the shared range; `q` is TraceQL and wins over the rest. */
export interface TracesSearch {
  readonly q?: string
  readonly service?: string
  readonly name?: string
  readonly status?: (typeof SPAN_STATUSES)[number]
  /** A duration as Go writes it: `200ms`. */
  readonly min?: string
}

/** What a page of one trace keeps in the URL. */
export interface TraceSearch {
  /** The open span, in hex. */
  readonly span?: string | undefined
  readonly view?: 'table' | undefined
}

const CHARS_MAX = 2_000
const SPAN_ID = /^[0-9a-f]{1,16}$/i

/** What cannot be read is left out: a damaged link opens the page without it. */
export function readTracesSearch(search: Record<string, unknown>): TracesSearch {
  const { q, service, name, min } = search
  const status = SPAN_STATUSES.find((one) => one === search['status'])
  return {
    ...(isText(q) ? { q: String(q) } : {}),
    ...(isText(service) ? { service: String(service) } : {}),
    ...(isText(name) ? { name: String(name) } : {}),
    ...(status === undefined ? {} : { status }),
    ...(isText(min) ? { min: String(min) } : {}),
  }
}

export function readTraceSearch({ span, view }: Record<string, unknown>): TraceSearch {
  return {
    ...(isText(span) && SPAN_ID.test(String(span)) ? { span: String(span) } : {}),
    ...(view === 'table' ? { view } : {}),
  }
}

/** A number in the address is a text typed by hand. */
const isText = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() !== '' && value.length <= CHARS_MAX) || typeof value === 'number'
