import { parseWith, PrometheusExemplars } from '@nobet/contracts'

const MS_PER_SECOND = 1_000
/** OpenTelemetry's name first, then those other exporters write. */
const TRACE_LABELS = ['trace_id', 'traceID', 'traceId'] as const
const TRACE_ID = /^[0-9a-fA-F]{1,32}$/

// An alias, so that it fits the loose shape of the contracts.
export type Exemplar = {
  /** Epoch milliseconds. */
  readonly at: number
  readonly value: number
  readonly traceId: string
}

/** The newest `limit` exemplars that name a trace, in order of time; nothing when the answer is none of Prometheus'. */
export function decodeExemplars(body: unknown, limit: number): Exemplar[] {
  const parsed = parseWith(PrometheusExemplars, body)
  if (!parsed.ok) return []
  const all = parsed.value.data
    .flatMap(({ exemplars }) => exemplars)
    .flatMap(({ labels, value, timestamp }) => {
      const traceId = TRACE_LABELS.map((name) => labels[name]).find((id) => id !== undefined && TRACE_ID.test(id))
      const number = Number(value)
      return traceId === undefined || !Number.isFinite(number)
        ? []
        : [{ at: timestamp * MS_PER_SECOND, value: number, traceId }]
    })
  return all.toSorted((a, b) => a.at - b.at).slice(-limit)
}
