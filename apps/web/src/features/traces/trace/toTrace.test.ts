import { parseWith } from '@nobet/contracts'
import { expect, it } from 'vitest'
import { TraceAnswer } from '../ask/tempoAnswers.ts'
import { toStages } from './toStages.ts'
import { toTraceView } from './toTraceView.ts'

const START_NS = 1_795_372_528_342_000_000n
const base64 = (hex: string) => btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))))
const id = (digit: number) => String(digit).repeat(16)

const span = (own: number, parent: number | undefined, from: number, over: object = {}) => ({
  traceId: base64('ab'.repeat(16)),
  spanId: base64(id(own)),
  ...(parent !== undefined && { parentSpanId: base64(id(parent)) }),
  name: `span ${own}`,
  kind: 'SPAN_KIND_CLIENT',
  startTimeUnixNano: String(START_NS + BigInt(from) * 1_000_000n),
  endTimeUnixNano: String(START_NS + BigInt(from + 10) * 1_000_000n),
  status: {},
  ...over,
})
const view = (...spans: object[]) => {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] }
  const parsed = parseWith(TraceAnswer, { trace: { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] } })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return toTraceView('ab'.repeat(16), parsed.value)
}
const order = (...spans: object[]) => view(...spans)?.spans.map(({ name, depth }) => `${depth} ${name}`)

it('orders spans as a tree, brothers by their start', () => {
  expect(order(span(3, 1, 40), span(2, 1, 20), span(1, undefined, 0), span(4, 2, 25))).toEqual([
    '0 span 1',
    '1 span 2',
    '2 span 4',
    '1 span 3',
  ])
})

it('shows spans whose parent has not come as roots, and counts them', () => {
  expect(order(span(2, 9, 20), span(1, undefined, 0))).toEqual(['0 span 1', '0 span 2'])
  expect(view(span(2, 9, 20))?.orphans).toBe(1)
})

it('loses no span when parents go round in a circle', () => {
  expect(order(span(1, 2, 0), span(2, 1, 5))?.toSorted()).toEqual(['0 span 1', '1 span 2'])
})

it('reads ids from base64 and times to below a millisecond', () => {
  const found = view(
    span(1, undefined, 0, { endTimeUnixNano: String(START_NS + 1_500n) }),
    span(2, 1, 0, { links: [{ traceId: base64('0c'.repeat(16)), spanId: base64(id(7)) }] }),
  )
  expect(found?.spans[0]).toMatchObject({ id: id(1), durationMs: 0.0015, kind: 'client', service: 'shop' })
  expect(found?.spans[1]).toMatchObject({ parentId: id(1), links: [{ traceId: '0c'.repeat(16), spanId: id(7) }] })
})

it('keeps errors and attributes of every kind as text', () => {
  const attributes = [
    { key: 'a', value: { intValue: '5' } },
    { key: 'b', value: { boolValue: false } },
    { key: 'c', value: { arrayValue: { values: [] } } },
  ]
  const found = view(span(1, undefined, 0, { attributes, status: { code: 'STATUS_CODE_ERROR', message: 'no' } }))
  expect(found).toMatchObject({ errors: 1, spans: [{ status: 'error', statusMessage: 'no' }] })
  expect(found?.spans[0]?.attributes).toEqual([
    ['a', '5'],
    ['b', 'false'],
    ['c', '{"arrayValue":{"values":[]}}'],
  ])
})

it('is nothing for a trace that Tempo does not know', () => {
  expect(view()).toBeUndefined()
})

it('follows an event from publish to paint, and says nothing about other traces', () => {
  const named = (own: number, name: string, from: number) => span(own, undefined, from, { name })
  const found = view(
    named(1, 'publish events', 0),
    named(2, 'append events', 2),
    named(3, 'send events', 9),
    named(4, 'send events', 5),
  )
  const stages = found === undefined ? undefined : toStages(found)
  expect(stages?.map(({ stage, span: first, count }) => [stage, first?.offsetMs, count])).toEqual([
    ['publish', 0, 1],
    ['append', 2, 1],
    ['send', 5, 2],
    ['receive', undefined, 0],
    ['paint', undefined, 0],
  ])
  const other = view(span(1, undefined, 0))
  expect(other === undefined ? 'gone' : toStages(other)).toBeUndefined()
})
