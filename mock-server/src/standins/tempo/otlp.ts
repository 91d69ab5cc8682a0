import * as z from 'zod/mini'

const Text = z.union([z.string(), z.number()])

/** OTLP's `AnyValue` in JSON; 64-bit integers arrive as numbers or strings and leave as strings. */
const AnyValue = z.looseObject({
  stringValue: z.optional(z.string()),
  boolValue: z.optional(z.boolean()),
  intValue: z.optional(z.pipe(Text, z.transform(String))),
  doubleValue: z.optional(z.number()),
})
const Attribute = z.object({ key: z.string(), value: z._default(AnyValue, {}) })
const Attributes = z._default(z.array(Attribute), [])
const Nanos = z._default(z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.int()]), '0')
const SpanEvent = z.object({ timeUnixNano: Nanos, name: z._default(z.string(), ''), attributes: Attributes })
const Link = z.object({ traceId: z.string(), spanId: z.string(), attributes: Attributes })
const Status = z.object({ code: z.optional(Text), message: z.optional(z.string()) })

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z._default(z.string(), ''),
  name: z._default(z.string(), ''),
  kind: z.optional(Text),
  startTimeUnixNano: Nanos,
  endTimeUnixNano: Nanos,
  attributes: Attributes,
  events: z._default(z.array(SpanEvent), []),
  links: z._default(z.array(Link), []),
  status: z._default(Status, {}),
})
const Scope = z.object({ name: z.optional(z.string()), version: z.optional(z.string()) })
const ScopeSpans = z.object({ scope: z._default(Scope, {}), spans: z._default(z.array(Span), []) })
const ResourceSpans = z.object({
  resource: z._default(z.object({ attributes: Attributes }), { attributes: [] }),
  scopeSpans: z._default(z.array(ScopeSpans), []),
})

/** Body of `POST /v1/traces`; ids are hex, as OTLP/JSON has them. */
export const TracesRequest = z.object({ resourceSpans: z._default(z.array(ResourceSpans), []) })
export type TracesRequest = z.infer<typeof TracesRequest>
export type OtlpSpan = z.infer<typeof Span>
export type OtlpAttribute = z.infer<typeof Attribute>
export type OtlpValue = z.infer<typeof AnyValue>
