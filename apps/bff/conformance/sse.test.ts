// PROTOCOL "The same log over HTTP": GET /api/v1/events/stream.
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  get,
  headOf,
  metricsOf,
  type Outside,
  problemOf,
  publish,
  publishOne,
  rawRequest,
  startOutside,
  startOwn,
  toEvent,
} from './outsider.fixture.ts'
import { expectChain, hello, openSse } from './stream.fixture.ts'

let at: Outside
beforeAll(async () => {
  at = await startOutside()
})
afterAll(() => at.panel.stop())

test('headers: text/event-stream, X-Accel-Buffering: no, never compressed whatever is accepted', async () => {
  const stream = await openSse(at, '', { 'accept-encoding': 'gzip, deflate, br', accept: 'text/event-stream' })
  await stream.next('welcome')
  expect(stream.response.statusCode).toBe(200)
  expect(stream.response.headers).toMatchObject({ 'x-accel-buffering': 'no' })
  expect(stream.response.headers['content-type']).toContain('text/event-stream')
  expect(stream.response.headers['content-encoding']).toBeUndefined()
  expect(stream.response.headers['cache-control']).toMatch(/no-store|no-cache/)
})

test('"event: = op, data: = the WebSocket frame, id: = until (none on welcome)"', async () => {
  const sse = await openSse(at, '?topics=alerts')
  const ws = await hello(at, { topics: ['alerts'] })
  await sse.next('welcome')
  const seen = await publishOne(at, { type: 'alert.s' })
  await sse.next('events')
  await ws.next('events')
  expect(sse.raw.map(({ event, id }) => ({ event, id }))).toEqual([
    { event: 'welcome', id: undefined },
    { event: 'events', id: seen },
  ])
  expect(sse.all('events')).toEqual(ws.all('events'))
  expect(Object.keys(sse.all('welcome')[0] ?? {}).toSorted()).toEqual(Object.keys(ws.welcome).toSorted())
})

test('"heartbeat is sent as an event as on the WebSocket", its id is its cursor', async () => {
  const sse = await openSse(at, '?topics=alerts')
  await sse.next('welcome')
  const unseen = await publishOne(at, { type: 'cache.s' })
  const beat = await sse.next('heartbeat')
  expect(beat.cursor).toBe(unseen)
  expect(sse.raw.find(({ event }) => event === 'heartbeat')?.id).toBe(unseen)
})

test('after resumes, "Last-Event-ID resumes" and wins over after', async () => {
  const start = await headOf(at)
  const events = Array.from({ length: 3 }, () => toEvent({ type: 'alert.l' }))
  const cursors = await publish(at, ...events)
  const byAfter = await openSse(at, `?after=${start}`)
  expect((await byAfter.next('welcome')).recovery).toEqual({ state: 'complete', recovered: 3, lost: 0 })
  await byAfter.next('events')
  expect(byAfter.ids()).toEqual(events.map(({ id }) => id))
  expectChain(byAfter.frames, start)
  const byId = await openSse(at, `?after=${start}`, { 'last-event-id': cursors[1] ?? '' })
  await byId.next('events')
  expect(byId.ids()).toEqual([events[2]?.['id']])
})

test('an unknown Last-Event-ID: recovery none, live from head', async () => {
  const sse = await openSse(at, '', { 'last-event-id': 'gone:17' })
  const welcome = await sse.next('welcome')
  expect(welcome.recovery).toMatchObject({ state: 'none', lost: null })
  await publishOne(at)
  expect(await sse.next('events')).toMatchObject({ from: welcome.cursor })
})

test('"One cursor serves all": an SSE id resumes a WebSocket and a long poll', async () => {
  const sse = await openSse(at, '')
  await sse.next('welcome')
  await publishOne(at)
  await sse.next('events')
  const id = sse.raw.findLast((event) => event.id !== undefined)?.id ?? ''
  const event = toEvent()
  await publish(at, event)
  const ws = await hello(at, { topics: ['*'], after: id })
  await ws.next('events')
  expect(ws.ids()).toEqual([event['id']])
  const page = (await (await get(at, `api/v1/events?after=${id}`)).json()) as { events: unknown[] }
  expect(page.events).toHaveLength(1)
})

test('unknown topics are 400 problem+json', async () => {
  await problemOf(await get(at, 'api/v1/events/stream?topics=alerts,nope'), 400)
})

test('a viewer does not see the audit', async () => {
  const sse = await openSse(at, '', { 'x-nobet-role': 'viewer' })
  expect((await sse.next('welcome')).user.role).toBe('viewer')
  await publishOne(at, { type: 'audit.x' })
  const seen = await publishOne(at, { type: 'alert.x' })
  await sse.next('events', ({ until }) => until === seen)
  expect(sse.ids()).toHaveLength(1)
})

test('connections are counted, and given back when the client goes', async () => {
  const own = await startOwn()
  const series = 'nobet_stream_connections{transport="sse"}'
  const sse = await openSse(own, '')
  await sse.next('welcome')
  expect((await metricsOf(own))(series)).toBe(1)
  sse.response.destroy()
  await waitFor(async () => (await metricsOf(own))(series) === 0)
})

test('HEAD opens no session', async () => {
  const own = await startOwn()
  const answer = await rawRequest(own, { method: 'HEAD', path: '/api/v1/events/stream' })
  expect(answer.status).toBeLessThan(500)
  await waitFor(async () => (await metricsOf(own))('nobet_stream_connections{transport="sse"}') === 0, {
    timeoutMs: 3000,
  })
})

test('draining says goodbye and ends the response', async () => {
  const own = await startOwn()
  const sse = await openSse(own, '')
  await sse.next('welcome')
  await own.panel.stop()
  await sse.ended
  expect(sse.all('goodbye')).toMatchObject([{ reason: 'draining' }])
})

test('an SSE reader that takes nothing for 10 s is dropped as slow', { timeout: 90_000 }, async () => {
  const own = await startOwn()
  const sse = await openSse(own, '')
  await sse.next('welcome')
  sse.response.pause()
  const startedAt = performance.now()
  const pad = 'x'.repeat(16 * 1024)
  for (let round = 0; round < 24; round += 1) {
    await publish(own, ...Array.from({ length: 50 }, () => toEvent({ data: { pad } })))
  }
  await waitFor(async () => (await metricsOf(own))('nobet_stream_dropped_total{reason="slow"}') === 1, {
    timeoutMs: 40_000,
    intervalMs: 200,
  })
  expect((performance.now() - startedAt) / 1000).toBeGreaterThan(8)
  await waitFor(async () => (await metricsOf(own))('nobet_stream_connections{transport="sse"}') === 0)
})
