import type { AttributesJson, SpanJson, TraceAnswer } from '../ask/tempoAnswers.ts'
import type { Attribute, SpanStatus, SpanView, TraceView } from './traceView.ts'

const NS_PER_MS = 1e6

interface RawSpan {
  readonly json: SpanJson
  readonly id: string
  readonly parentId: string
  readonly resource: readonly Attribute[]
  readonly startNs: bigint
  readonly endNs: bigint
}

/** The tree of an answered trace; `undefined` when Tempo has no span of it. */
export function toTraceView(id: string, answer: TraceAnswer): TraceView | undefined {
  const raw = toRaw(answer)
  const [first] = raw
  if (first === undefined) return undefined
  const startNs = raw.reduce((least, { startNs: at }) => (at < least ? at : least), first.startNs)
  const endNs = raw.reduce((most, { endNs: at }) => (at > most ? at : most), first.endNs)
  const known = new Set(raw.map((span) => span.id))
  const spans = inTreeOrder(raw, known, startNs)
  const root = spans[0]
  return {
    id,
    name: root?.name ?? '',
    service: root?.service ?? '',
    startMs: Number(startNs / 1000n) / 1000,
    durationMs: toMs(endNs - startNs),
    spans,
    services: [...new Set(spans.map(({ service }) => service))],
    errors: spans.filter(({ status }) => status === 'error').length,
    orphans: raw.filter(({ parentId }) => parentId !== '' && !known.has(parentId)).length,
  }
}

function toRaw({ trace }: TraceAnswer): RawSpan[] {
  return trace.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const attributes = toAttributes(resource.attributes)
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((json) => ({
        json,
        id: toHex(json.spanId),
        parentId: toHex(json.parentSpanId),
        resource: attributes,
        startNs: toNs(json.startTimeUnixNano),
        endNs: toNs(json.endTimeUnixNano),
      })),
    )
  })
}

/** Depth first, brothers by their start. Spans that only reach each other in a circle come last, as roots. */
function inTreeOrder(raw: readonly RawSpan[], known: ReadonlySet<string>, startNs: bigint): SpanView[] {
  const byStart = raw.toSorted((a, b) => (a.startNs < b.startNs ? -1 : a.startNs > b.startNs ? 1 : 0))
  const children = new Map<string, RawSpan[]>()
  for (const span of byStart) {
    const parent = known.has(span.parentId) ? span.parentId : ''
    children.set(parent, [...(children.get(parent) ?? []), span])
  }
  const seen = new Set<RawSpan>()
  const ordered: SpanView[] = []
  const walk = (from: readonly RawSpan[]) => {
    const waiting = from.toReversed().map((span) => ({ span, depth: 0 }))
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { span, depth } = next
      if (seen.has(span)) continue
      seen.add(span)
      const below = children.get(span.id) ?? []
      ordered.push(toSpanView(span, { startNs, depth, children: below.length }))
      for (const child of below.toReversed()) waiting.push({ span: child, depth: depth + 1 })
    }
  }
  walk(children.get('') ?? [])
  walk(byStart.filter((span) => !seen.has(span)))
  return ordered
}

function toSpanView(
  { json, id, parentId, resource, startNs, endNs }: RawSpan,
  place: { readonly startNs: bigint; readonly depth: number; readonly children: number },
): SpanView {
  return {
    id,
    parentId,
    name: json.name,
    service: resource.find(([name]) => name === 'service.name')?.[1] ?? '',
    kind: json.kind.replace('SPAN_KIND_', '').toLowerCase().replace('unspecified', ''),
    status: toStatus(json.status.code),
    statusMessage: json.status.message ?? '',
    offsetMs: toMs(startNs - place.startNs),
    durationMs: Math.max(0, toMs(endNs - startNs)),
    depth: place.depth,
    children: place.children,
    attributes: toAttributes(json.attributes),
    resource,
    events: json.events.map(({ timeUnixNano, name, attributes }) => ({
      offsetMs: toMs(toNs(timeUnixNano) - place.startNs),
      name,
      attributes: toAttributes(attributes),
    })),
    links: json.links.map((link) => ({
      traceId: toHex(link.traceId),
      spanId: toHex(link.spanId),
      attributes: toAttributes(link.attributes),
    })),
  }
}

function toStatus(code: string | undefined): SpanStatus {
  if (code === 'STATUS_CODE_ERROR') return 'error'
  return code === 'STATUS_CODE_OK' ? 'ok' : 'unset'
}

function toAttributes(json: AttributesJson): Attribute[] {
  return json.map(({ key, value }) => {
    const { stringValue, boolValue, intValue, doubleValue } = value
    return [key, String(stringValue ?? boolValue ?? intValue ?? doubleValue ?? JSON.stringify(value))]
  })
}

const toMs = (ns: bigint): number => Number(ns) / NS_PER_MS

/** Nanoseconds are text: they do not fit a number. */
const toNs = (text: string): bigint => (/^\d+$/.test(text) ? BigInt(text) : 0n)

/** Ids of a trace read by id come in base64; anything else stays as it is. */
function toHex(base64: string): string {
  try {
    return Array.from(atob(base64), (sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  } catch {
    return base64
  }
}
