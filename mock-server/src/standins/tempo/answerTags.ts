import { type Answer, json, text } from '../http/answer.ts'
import type { OtlpAttribute, OtlpValue } from './otlp.ts'
import { readTraceql } from './readSearch.ts'
import { KINDS, type Span, STATUSES } from './span.ts'
import type { Trace } from './traceStore.ts'
import { matchTrace } from './traceql/matchTrace.ts'

const SCOPES = ['resource', 'span', 'event', 'link', 'instrumentation'] as const
type Scope = (typeof SCOPES)[number]

/** What Tempo lists, recorded; the stand-in's TraceQL knows a few of them. */
const INTRINSIC_TAGS = (
  'duration event:name event:timeSinceStart instrumentation:name instrumentation:version kind link:spanID link:traceID ' +
  'name rootName rootServiceName span:duration span:id span:kind span:name span:parentID span:status ' +
  'span:statusMessage status statusMessage trace:duration trace:id trace:rootName trace:rootService traceDuration'
).split(' ')

/** `GET /api/search/tags`: every attribute name, in order. */
export function answerTagNames(traces: readonly Trace[]): Answer {
  const spans = traces.flatMap((trace) => trace.spans)
  const tagNames = [...new Set(SCOPES.flatMap((scope) => namesIn(scope, spans)))].toSorted()
  return json(200, { tagNames, metrics: {} })
}

/** `GET /api/v2/search/tags`: names by scope; scopes without a name are left out. */
export function answerScopedTagNames(query: URLSearchParams, traces: readonly Trace[]): Answer {
  const asked = query.get('scope') ?? ''
  if (!['', 'none', 'intrinsic', ...SCOPES].includes(asked)) return text(400, `invalid scope: ${asked}`)
  const spans = traces.flatMap((trace) => trace.spans)
  const all = [
    { name: 'intrinsic', tags: INTRINSIC_TAGS },
    ...SCOPES.map((name) => ({ name, tags: namesIn(name, spans) })),
  ]
  const scopes = all.filter(({ name, tags }) => tags.length > 0 && (asked === '' || asked === 'none' || asked === name))
  return json(200, { scopes, metrics: {} })
}

/** `GET /api/search/tag/:tag/values`: as text, in order. */
export function answerTagValues(tag: string, traces: readonly Trace[]): Answer {
  const spans = traces.flatMap((trace) => trace.spans)
  const values = valuesOf(tag.startsWith('.') ? tag : `.${tag}`, spans) ?? []
  return json(200, { tagValues: values.map(({ value }) => value).toSorted(), metrics: {} })
}

/** `GET /api/v2/search/tag/:tag/values?q=`: typed, of the spans that `q` selects. */
export function answerTypedTagValues(tag: string, query: URLSearchParams, traces: readonly Trace[]): Answer {
  const filter = readTraceql(query.get('q') || '{}')
  if ('status' in filter) return filter
  const spans = traces.flatMap((trace) => matchTrace(filter.spanset, trace.spans))
  const values = valuesOf(tag, spans)
  if (values === undefined) return text(400, `tag name is not valid intrinsic or scoped attribute: ${tag}`)
  return json(200, { tagValues: values, metrics: {} })
}

function attributesIn(scope: Scope, span: Span): readonly OtlpAttribute[] {
  switch (scope) {
    case 'resource':
      return span.resource
    case 'span':
      return span.attributes
    case 'event':
      return span.events.flatMap(({ attributes }) => attributes)
    case 'link':
      return span.links.flatMap(({ attributes }) => attributes)
    case 'instrumentation':
      return []
  }
}

function namesIn(scope: Scope, spans: readonly Span[]): string[] {
  const names = new Set<string>()
  for (const span of spans) for (const { key } of attributesIn(scope, span)) names.add(key)
  return [...names].toSorted()
}

interface TypedValue {
  type: string
  value: string
}

/** In order of first sight; `undefined` when the tag is neither an intrinsic we know nor scoped. */
function valuesOf(tag: string, spans: readonly Span[]): TypedValue[] | undefined {
  if (tag === 'name' || tag === 'span:name') return distinct(spans.map(({ name }) => ({ type: 'string', value: name })))
  if (tag === 'status' || tag === 'span:status') return toKeywords(STATUSES)
  if (tag === 'kind' || tag === 'span:kind') return toKeywords(KINDS)
  const [, asked, key] = /^(\w*)\.(.+)$/.exec(tag) ?? []
  const scopes = SCOPES.filter((scope) => asked === '' || asked === scope)
  if (key === undefined || scopes.length === 0) return undefined
  const attributes = spans.flatMap((span) => scopes.flatMap((scope) => attributesIn(scope, span)))
  return distinct(attributes.flatMap((attribute) => (attribute.key === key ? toTyped(attribute.value) : [])))
}

function toKeywords(names: readonly string[]): TypedValue[] {
  return names.map((name) => ({ type: 'keyword', value: name.toLowerCase() }))
}

function toTyped({ stringValue, intValue, doubleValue, boolValue }: OtlpValue): TypedValue[] {
  if (stringValue !== undefined) return [{ type: 'string', value: stringValue }]
  if (intValue !== undefined) return [{ type: 'int', value: intValue }]
  if (doubleValue !== undefined) return [{ type: 'float', value: String(doubleValue) }]
  return boolValue === undefined ? [] : [{ type: 'bool', value: String(boolValue) }]
}

function distinct(values: readonly TypedValue[]): TypedValue[] {
  return [...new Map(values.map((value) => [`${value.type}:${value.value}`, value])).values()]
}
