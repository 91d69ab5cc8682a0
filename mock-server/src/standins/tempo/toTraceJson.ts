import type { OtlpAttribute } from './otlp.ts'
import type { Span, SpanEvent, SpanLink } from './span.ts'

/** A trace in protobuf's JSON as Tempo writes it: ids in base64, 64-bit numbers as strings, enums by name. */
export function toResourceSpans(spans: readonly Span[]): unknown[] {
  return groupBy(spans, ({ resource }) => JSON.stringify(resource)).map((batch) => ({
    resource: { attributes: batch[0]?.resource ?? [] },
    scopeSpans: groupBy(batch, ({ scope }) => JSON.stringify(scope)).map((scoped) => ({
      scope: scoped[0]?.scope ?? {},
      spans: scoped.map(toSpanJson),
    })),
  }))
}

function groupBy(spans: readonly Span[], toKey: (span: Span) => string): Span[][] {
  const groups = new Map<string, Span[]>()
  for (const span of spans) {
    const key = toKey(span)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [span])
    else group.push(span)
  }
  return [...groups.values()]
}

function toSpanJson(span: Span): unknown {
  return {
    traceId: toBase64(span.traceId),
    spanId: toBase64(span.spanId),
    ...(span.parentSpanId !== '' && { parentSpanId: toBase64(span.parentSpanId) }),
    name: span.name,
    kind: `SPAN_KIND_${span.kind}`,
    startTimeUnixNano: String(span.startNs),
    endTimeUnixNano: String(span.endNs),
    ...some('attributes', span.attributes, toAttributeJson),
    ...some('events', span.events, toEventJson),
    ...some('links', span.links, toLinkJson),
    status: {
      ...(span.statusMessage !== '' && { message: span.statusMessage }),
      ...(span.status !== 'UNSET' && { code: `STATUS_CODE_${span.status}` }),
    },
  }
}

const toEventJson = ({ timeNs, name, attributes }: SpanEvent) => ({
  timeUnixNano: String(timeNs),
  name,
  ...some('attributes', attributes, toAttributeJson),
})

const toLinkJson = ({ traceId, spanId, attributes }: SpanLink) => ({
  traceId: toBase64(traceId),
  spanId: toBase64(spanId),
  ...some('attributes', attributes, toAttributeJson),
})

const toAttributeJson = ({ key, value }: OtlpAttribute) => ({ key, value })

/** Protobuf's JSON leaves empty lists out. */
function some<T>(name: string, list: readonly T[], toJson: (item: T) => unknown): Record<string, unknown> {
  return list.length === 0 ? {} : { [name]: list.map(toJson) }
}

function toBase64(hex: string): string {
  return btoa(hex.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))))
}
