import type { LoggedEvent } from '@nobet/contracts'
import type { Span, SpanLink } from '../standins/tempo/span.ts'

const NS_PER_MS = 1e6
/** Where each stage begins and how long it takes, in milliseconds; a digit of the id stretches it. */
const STAGES = [
  { name: 'publish events', kind: 'SERVER', fromMs: 1.2, ms: 2.4, digit: 20 },
  { name: 'append events', kind: 'INTERNAL', fromMs: 1.6, ms: 0.9, digit: 21 },
  { name: 'send events', kind: 'PRODUCER', fromMs: 4.8, ms: 0.6, digit: 22 },
  { name: 'receive events', kind: 'CONSUMER', fromMs: 3.9, ms: 6.5, digit: 23 },
  { name: 'paint events', kind: 'CONSUMER', fromMs: 11, ms: 9, digit: 24 },
] as const
const PARENTS = ['', 'publish events', 'publish events', 'publish events', 'receive events']

/** The road of a played event as spans: the module that tells it, and the panel's five stages. */
export function toEventSpans(event: LoggedEvent, former: LoggedEvent | undefined): Span[] {
  const traceId = traceOf(event)
  if (traceId === undefined) return []
  const isBad = event.severity === 'warning' || event.severity === 'critical'
  const startNs = BigInt(Date.parse(event.time)) * BigInt(NS_PER_MS)
  const at = (ms: number) => startNs + BigInt(Math.round(ms * NS_PER_MS))
  const idOf = (name: string) => toSpanId(traceId, STAGES.findIndex((stage) => stage.name === name) + 1)
  const teller = { ...EMPTY, traceId, resource: service(event.module ?? 'nobet') }
  const first: Span = {
    ...teller,
    spanId: toSpanId(traceId, 0),
    name: `tell ${event.type}`,
    kind: 'CLIENT',
    startNs,
    endNs: at(5),
    attributes: [text('messaging.message.id', event.id), text('nobet.event.type', event.type)],
    ...(isBad && {
      status: 'ERROR',
      statusMessage: 'the module is not well',
      events: [{ timeNs: at(0.8), name: 'exception', attributes: [text('exception.type', 'Degraded')] }],
    }),
  }
  const stages = STAGES.map(({ name, kind, fromMs, ms, digit }, index): Span => {
    const stretched = ms * (1 + Number.parseInt(traceId.charAt(digit), 16) / 8)
    return {
      ...EMPTY,
      traceId,
      resource: service('nobet'),
      spanId: idOf(name),
      parentSpanId: index === 0 ? first.spanId : idOf(PARENTS[index] ?? ''),
      name,
      kind,
      startNs: at(fromMs),
      endNs: at(fromMs + stretched),
      attributes: [text('messaging.system', 'nobet'), text('messaging.destination.name', 'events')],
      links: name === 'send events' ? toLinks(former) : [],
    }
  })
  return [first, ...stages]
}

const EMPTY = {
  parentSpanId: '',
  status: 'UNSET',
  statusMessage: '',
  events: [],
  links: [],
  scope: { name: 'nobet' },
} as const

/** A flush that also sends the event before names its trace. */
function toLinks(former: LoggedEvent | undefined): SpanLink[] {
  const traceId = former === undefined ? undefined : traceOf(former)
  return traceId === undefined ? [] : [{ traceId, spanId: toSpanId(traceId, 1), attributes: [] }]
}

const traceOf = (event: LoggedEvent): string | undefined => event.traceparent?.split('-')[1]
const toSpanId = (traceId: string, index: number): string => `${index}${traceId.slice(-15)}`
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } })
const service = (name: string) => [text('service.name', name)]
