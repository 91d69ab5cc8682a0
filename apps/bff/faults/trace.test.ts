import { expect, test } from 'vitest'
import { listenCollector } from '@nobet/bff/fakeCollector'
import { openWorld } from './world.fixture.ts'

const TRACE = '5'.repeat(32)
const PARENT = '6'.repeat(16)

test('one trace goes from the publisher over one panel and Redis to the flush of another', async () => {
  const collector = await listenCollector()
  const world = await openWorld()
  const env = { NOBET_OTLP_URL: collector.url }
  const [a, b] = [await world.panel({ env }), await world.panel({ env })]
  const reader = await world.reader(b.url)
  const response = await fetch(`${a.url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', traceparent: `00-${TRACE}-${PARENT}-01` },
    body: JSON.stringify({ specversion: '1.0', id: 'count-1', source: '/counter', type: 'com.example.counted' }),
  })
  expect(response.status).toBe(202)
  await reader.reaches(1)
  const inTrace = async (name: string) => collector.find(name, ({ traceId }) => traceId === TRACE)
  const publish = await inTrace('publish events')
  const append = await inTrace('append events')
  const script = await inTrace('EVALSHA append')
  const send = await inTrace('send events')
  expect(publish.parentSpanId).toBe(PARENT)
  expect(append.parentSpanId).toBe(publish.spanId)
  expect(script.parentSpanId).toBe(append.spanId)
  // The event carries the trace to the panel that sends it.
  expect(send.parentSpanId).toBe(publish.spanId)
})
