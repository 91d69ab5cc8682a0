import type { OtlpSpan, TracesRequest } from './otlp.ts'
import { type Kind, KINDS, type Span, STATUSES, type Status } from './span.ts'

const TRACE_ID = /^[0-9a-f]{32}$/i
const SPAN_ID = /^[0-9a-f]{16}$/i

/** The spans of one request, or the reason why it is refused as a whole (an id of the wrong length). */
export function toSpans(request: TracesRequest): Span[] | { refused: string } {
  const spans: Span[] = []
  for (const { resource, scopeSpans } of request.resourceSpans) {
    for (const { scope, spans: given } of scopeSpans) {
      for (const span of given) {
        if (!TRACE_ID.test(span.traceId)) return { refused: `invalid length for traceId "${span.traceId}"` }
        if (!SPAN_ID.test(span.spanId)) return { refused: `invalid length for spanId "${span.spanId}"` }
        if (span.parentSpanId !== '' && !SPAN_ID.test(span.parentSpanId)) {
          return { refused: `invalid length for parentSpanId "${span.parentSpanId}"` }
        }
        spans.push({ ...toSpan(span), resource: resource.attributes, scope })
      }
    }
  }
  return spans
}

function toSpan(span: OtlpSpan): Omit<Span, 'resource' | 'scope'> {
  return {
    traceId: span.traceId.toLowerCase(),
    spanId: span.spanId.toLowerCase(),
    parentSpanId: span.parentSpanId.toLowerCase(),
    name: span.name,
    kind: toKind(span.kind),
    status: toStatus(span.status.code),
    statusMessage: span.status.message ?? '',
    startNs: BigInt(span.startTimeUnixNano),
    endNs: BigInt(span.endTimeUnixNano),
    attributes: span.attributes,
    events: span.events.map(({ timeUnixNano, name, attributes }) => ({
      timeNs: BigInt(timeUnixNano),
      name,
      attributes,
    })),
    links: span.links,
  }
}

/** Enums come as numbers (the standard's way) or as names. */
function toKind(given: string | number | undefined): Kind {
  if (typeof given === 'number') return KINDS[given] ?? 'UNSPECIFIED'
  return KINDS.find((kind) => given === `SPAN_KIND_${kind}`) ?? 'UNSPECIFIED'
}

function toStatus(given: string | number | undefined): Status {
  if (typeof given === 'number') return STATUSES[given] ?? 'UNSET'
  return STATUSES.find((status) => given === `STATUS_CODE_${status}`) ?? 'UNSET'
}
