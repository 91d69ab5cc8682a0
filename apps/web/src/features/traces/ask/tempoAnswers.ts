import * as z from 'zod/mini'

const ServiceStats = z.looseObject({ spanCount: z.optional(z.number()), errorCount: z.optional(z.number()) })

/** One hit of a search; its id comes without leading zeros, its times as text. */
export const TraceHit = z.looseObject({
  traceID: z.string(),
  rootServiceName: z._default(z.string(), ''),
  rootTraceName: z._default(z.string(), ''),
  startTimeUnixNano: z._default(z.string().check(z.regex(/^\d+$/)), '0'),
  durationMs: z._default(z.number(), 0),
  serviceStats: z._default(z.record(z.string(), ServiceStats), {}),
})
export type TraceHit = z.infer<typeof TraceHit>

export const SearchAnswer = z.looseObject({ traces: z._default(z.array(TraceHit), []) })

export const TagValuesAnswer = z.looseObject({
  tagValues: z._default(z.array(z.looseObject({ value: z.string() })), []),
})

const Value = z.looseObject({
  stringValue: z.optional(z.string()),
  boolValue: z.optional(z.boolean()),
  intValue: z.optional(z.union([z.string(), z.number()])),
  doubleValue: z.optional(z.union([z.string(), z.number()])),
})
const Attributes = z._default(z.array(z.looseObject({ key: z.string(), value: z._default(Value, {}) })), [])
export type AttributesJson = z.infer<typeof Attributes>

const Span = z.looseObject({
  traceId: z._default(z.string(), ''),
  spanId: z.string(),
  parentSpanId: z._default(z.string(), ''),
  name: z._default(z.string(), ''),
  kind: z._default(z.string(), ''),
  startTimeUnixNano: z._default(z.string(), '0'),
  endTimeUnixNano: z._default(z.string(), '0'),
  attributes: Attributes,
  events: z._default(
    z.array(
      z.looseObject({
        timeUnixNano: z._default(z.string(), '0'),
        name: z._default(z.string(), ''),
        attributes: Attributes,
      }),
    ),
    [],
  ),
  links: z._default(
    z.array(z.looseObject({ traceId: z.string(), spanId: z._default(z.string(), ''), attributes: Attributes })),
    [],
  ),
  status: z._default(z.looseObject({ code: z.optional(z.string()), message: z.optional(z.string()) }), {}),
})
export type SpanJson = z.infer<typeof Span>

const ResourceSpans = z.looseObject({
  resource: z._default(z.looseObject({ attributes: Attributes }), { attributes: [] }),
  scopeSpans: z._default(z.array(z.looseObject({ spans: z._default(z.array(Span), []) })), []),
})

/** `/api/v2/traces/:id`: an unknown trace is 200 with an empty `trace`. */
export const TraceAnswer = z.looseObject({
  trace: z._default(z.looseObject({ resourceSpans: z._default(z.array(ResourceSpans), []) }), { resourceSpans: [] }),
})
export type TraceAnswer = z.infer<typeof TraceAnswer>
