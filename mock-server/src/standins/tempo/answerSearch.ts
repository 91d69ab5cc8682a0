import { type Answer, json } from '../http/answer.ts'
import type { OtlpAttribute } from './otlp.ts'
import { readSearch, type Search } from './readSearch.ts'
import { serviceOf, type Span } from './span.ts'
import type { Trace } from './traceStore.ts'
import { fieldsOf, matchTrace } from './traceql/matchTrace.ts'
import type { Field } from './traceql/query.ts'
import { readField } from './traceql/readField.ts'

const NS_PER_MS = 1_000_000n
const NS_PER_S = 1_000_000_000n

/** `GET /api/search`; `visibleUntilMs` is now less the query end cut-off. */
export function answerSearch(query: URLSearchParams, traces: readonly Trace[], visibleUntilMs: number): Answer {
  const search = readSearch(query)
  if ('status' in search) return search
  const visibleUntilNs = BigInt(Math.floor(visibleUntilMs)) * NS_PER_MS
  const found: unknown[] = []
  let inspectedBytes = 0
  for (const trace of traces) {
    if (trace.startNs > visibleUntilNs || !isWithin(search, trace)) continue
    inspectedBytes += trace.bytes
    const hit = toHit(search, trace)
    if (hit !== undefined) found.push(hit)
    if (found.length === search.limit) break
  }
  return json(200, {
    traces: found,
    metrics: {
      ...(inspectedBytes > 0 && { inspectedBytes: String(Math.round(inspectedBytes)) }),
      completedJobs: 1,
      totalJobs: 1,
    },
  })
}

function isWithin({ start, end, minDurationNs, maxDurationNs }: Search, trace: Trace): boolean {
  if (start !== undefined && trace.endNs < BigInt(start) * NS_PER_S) return false
  if (end !== undefined && trace.startNs > BigInt(end) * NS_PER_S) return false
  const durationNs = Number(trace.endNs - trace.startNs)
  return durationNs >= minDurationNs && durationNs <= maxDurationNs
}

function toHit(search: Search, trace: Trace): unknown {
  if (search.query === undefined) return hasTags(search.tags, trace) ? toSummary(trace) : undefined
  const { spanset, select } = search.query
  const matched = matchTrace(spanset, trace.spans)
  if (matched.length === 0) return undefined
  const spanSet = {
    spans: matched
      .toSorted((a, b) => Number(a.startNs - b.startNs))
      .slice(0, search.spansPerSpanset)
      .map((span) => toSpanHit(span, fieldsOf(spanset), select)),
    matched: matched.length,
  }
  return { ...toSummary(trace), spanSet, spanSets: [spanSet], serviceStats: toServiceStats(trace.spans) }
}

function toSummary(trace: Trace) {
  const root = trace.spans.find(({ parentSpanId }) => parentSpanId === '')
  const durationMs = Number((trace.endNs - trace.startNs) / NS_PER_MS)
  return {
    // Tempo drops leading zeros here, and here only.
    traceID: trace.id.replace(/^0+/, ''),
    rootServiceName: root === undefined ? '<root span not yet received>' : serviceOf(root),
    ...(root !== undefined && { rootTraceName: root.name }),
    startTimeUnixNano: String(trace.startNs),
    ...(durationMs > 0 && { durationMs }),
  }
}

function toSpanHit(span: Span, asked: readonly Field[], selected: readonly Field[]) {
  const fields = new Map([...asked, ...selected].map((field) => [`${field.scope}.${field.name}`, field]))
  const attributes = [...fields.values()].flatMap((field): OtlpAttribute[] => {
    if (field.scope === 'intrinsic' && (field.name === 'name' || field.name === 'duration')) return []
    const value = toAttributeValue(field, span)
    // A selected attribute that a span lacks comes back as the text "nil".
    if (value === undefined) return selected.includes(field) ? [{ key: field.name, value: { stringValue: 'nil' } }] : []
    return [{ key: field.name, value }]
  })
  const isNamed = fields.has('intrinsic.name')
  return {
    spanID: span.spanId,
    ...(isNamed && { name: span.name }),
    startTimeUnixNano: String(span.startNs),
    durationNanos: String(span.endNs - span.startNs),
    ...(attributes.length > 0 && { attributes }),
  }
}

function toAttributeValue(field: Field, span: Span): OtlpAttribute['value'] | undefined {
  const value = readField(field, span)
  if (value === undefined) return undefined
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'object') return { stringValue: value.keyword.toLowerCase() }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}

function toServiceStats(spans: readonly Span[]): Record<string, { spanCount: number; errorCount?: number }> {
  const stats: Record<string, { spanCount: number; errorCount?: number }> = {}
  for (const span of spans) {
    const service = (stats[serviceOf(span)] ??= { spanCount: 0 })
    service.spanCount += 1
    if (span.status === 'ERROR') service.errorCount = (service.errorCount ?? 0) + 1
  }
  return stats
}

/** Every tag somewhere in the trace, text tags as a part of the value: the rule of the older search. */
function hasTags(tags: ReadonlyMap<string, string>, { spans }: Trace): boolean {
  return [...tags].every(([key, wanted]) => spans.some((span) => hasTag(span, key, wanted)))
}

function hasTag(span: Span, key: string, wanted: string): boolean {
  if (key === 'name') return span.name.includes(wanted)
  if (key === 'status') return span.status.toLowerCase() === wanted
  const value = readField({ scope: 'any', name: key }, span)
  if (typeof value === 'string') return value.includes(wanted)
  return (typeof value === 'number' || typeof value === 'boolean') && String(value) === wanted
}
