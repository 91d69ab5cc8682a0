// PROTOCOL "Live stream": the handshake, hello, welcome and resuming.
import { randomBytes } from 'node:crypto'
import { parseWith, Problem } from '@nobet/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  at as cursorAt,
  get,
  headOf,
  type Json,
  metricsOf,
  offsetOf,
  type Outside,
  publish,
  publishOne,
  rawRequest,
  startOutside,
  startOwn,
  STRUCTURED,
  toEvent,
} from './outsider.fixture.ts'
import { connect, expectChain, hello } from './stream.fixture.ts'

let at: Outside
beforeAll(async () => {
  at = await startOutside()
})
afterAll(() => at.panel.stop())

const upgrade = (headers: Record<string, string>, path = '/api/v1/stream') =>
  rawRequest(at, {
    path,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...headers,
    },
  })

describe('the handshake', () => {
  test('"Subprotocol nobet.v1": offered among others it is the one that is taken', async () => {
    const stream = await connect(at, { protocols: ['x.v9', 'nobet.v1'] })
    expect(stream.socket.protocol).toBe('nobet.v1')
    expect((await upgrade({ 'sec-websocket-protocol': 'a,nobet.v1 , b' })).status).toBe(101)
  })

  test.each([{}, { 'sec-websocket-protocol': 'nobet.v2' }, { 'sec-websocket-protocol': 'NOBET.V1x' }])(
    '"not offered: 400" %j',
    async (headers) => {
      const answer = await upgrade(headers)
      expect(answer.status).toBe(400)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(parseWith(Problem, JSON.parse(answer.body)).ok).toBe(true)
    },
  )

  test('an upgrade that is no WebSocket handshake is refused in problem+json', async () => {
    const offer = { 'sec-websocket-protocol': 'nobet.v1' }
    for (const headers of [
      { ...offer, 'sec-websocket-key': 'short' },
      { ...offer, 'sec-websocket-version': '7' },
    ]) {
      const answer = await upgrade(headers)
      expect([400, 426]).toContain(answer.status)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })

  test('elsewhere there is no stream: 404 problem+json', async () => {
    const answer = await upgrade({ 'sec-websocket-protocol': 'nobet.v1' }, '/api/v1/streams')
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  test('an offer of another protocol is not taken, and the request is answered as if there were none', async () => {
    const offer = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' }
    const body = JSON.stringify(toEvent({ data: 'x'.repeat(60_000) }))
    const asked = [
      { path: '/healthz' },
      { path: '/api/v1/stream' },
      { method: 'POST', path: '/api/v1/events', body, headers: { 'content-type': STRUCTURED } },
    ]
    const statuses = []
    for (const raw of asked) {
      statuses.push((await rawRequest(at, { ...raw, headers: { ...offer, ...raw.headers } })).status)
    }
    expect(statuses).toEqual([200, 426, 202])
  })

  test('a plain GET of the stream is told what is missing', async () => {
    const response = await get(at, 'api/v1/stream')
    expect(response.status).toBe(426)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })
})

describe('welcome', () => {
  test('session, cursor (head), user, heartbeatMs 5000, receiptRate, recovery complete without after', async () => {
    const head = await headOf(at)
    const { welcome } = await hello(at)
    expect(welcome).toMatchObject({
      cursor: head,
      user: { role: 'admin' },
      heartbeatMs: 5000,
      recovery: { state: 'complete', recovered: 0, lost: 0 },
    })
    expect(welcome.session).not.toBe('')
    expect(welcome.receiptRate).toBeGreaterThanOrEqual(0)
    expect(welcome.receiptRate).toBeLessThanOrEqual(1)
  })

  test.each(['viewer', 'operator', 'admin'])('"role (only with auth=none)": hello as %s', async (role) => {
    const { welcome } = await hello(at, { topics: [], role })
    expect(welcome.user.role).toBe(role)
  })

  test('x-nobet-role of the upgrade is the role, and hello.role wins over it', async () => {
    const options = { headers: { 'x-nobet-role': 'viewer' } }
    expect((await hello(at, { topics: [] }, options)).welcome.user.role).toBe('viewer')
    expect((await hello(at, { topics: [], role: 'operator' }, options)).welcome.user.role).toBe('operator')
  })

  test('"in hello such topics are silently absent": a viewer does not see the audit', async () => {
    const stream = await hello(at, { topics: ['audit', 'alerts'], role: 'viewer' })
    expect(stream.all('error')).toEqual([])
    await publishOne(at, { type: 'audit.custom' })
    const seen = await publishOne(at, { type: 'alert.custom' })
    const frame = await stream.next('events')
    expect(frame.events.map(({ cursor }) => cursor)).toEqual([seen])
    expect(frame.until).toBe(seen)
  })

  test('a hello with an unknown topic is refused as a whole, and may be said again', async () => {
    const stream = await connect(at)
    stream.send({ op: 'hello', topics: ['alerts', 'nope'] })
    expect((await stream.next('error')).code).toBe('unknown_topic')
    expect(stream.all('welcome')).toEqual([])
    stream.send({ op: 'hello', topics: ['modules/never-configured'], client: { name: 'c', version: '1' }, more: 1 })
    await stream.next('welcome')
  })
})

describe('resuming', () => {
  const wish = (after: unknown): Json => ({ topics: ['*'], after })

  test('"Without after: live from head"', async () => {
    await publishOne(at)
    const stream = await hello(at)
    const event = toEvent()
    const [cursor] = await publish(at, event)
    const first = await stream.next('events')
    expect(first).toMatchObject({ from: stream.welcome.cursor, until: cursor })
    expect(stream.ids()).toEqual([event['id']])
  })

  test('with after: "recovered counts positions visible to this caller or not", from is where recovery begins', async () => {
    const start = await headOf(at)
    await publish(
      at,
      toEvent({ type: 'cache.a' }),
      toEvent({ type: 'alert.a', id: 'r1' }),
      toEvent({ type: 'cache.b' }),
    )
    const stream = await hello(at, { topics: ['alerts'], after: start })
    expect(stream.welcome.recovery).toEqual({ state: 'complete', recovered: 3, lost: 0 })
    await publish(at, toEvent({ type: 'alert.b', id: 'r2' }))
    await stream.next('events', ({ events }) => events.some(({ event }) => event.id === 'r2'))
    expect(stream.ids()).toEqual(['r1', 'r2'])
    expectChain(stream.frames, start)
  })

  test('after = head is a complete recovery of nothing', async () => {
    const { welcome } = await hello(at, wish(await headOf(at)))
    expect(welcome.recovery).toEqual({ state: 'complete', recovered: 0, lost: 0 })
  })

  test('"Unknown or malformed after, or an offset beyond the head": none, lost null, live from head, never an error', async () => {
    const head = await headOf(at)
    const beyond = cursorAt(head, offsetOf(head) + 1000)
    for (const after of ['', 'x', ':', 'e:1:2', 'other:1', '🦊', 'x'.repeat(5000), beyond, `${head} `]) {
      const stream = await hello(at, wish(after))
      expect(stream.welcome).toMatchObject({ cursor: await headOf(at), recovery: { state: 'none', lost: null } })
      expect(stream.all('error')).toEqual([])
      const seen = await publishOne(at)
      expect(await stream.next('events')).toMatchObject({ from: stream.welcome.cursor, until: seen })
      stream.socket.terminate()
    }
  })

  test('"what is beyond retention is counted in lost": partial', async () => {
    const small = await startOwn({ NOBET_LOG_EVENTS: '10' })
    const start = await headOf(small)
    const cursors = await publish(small, ...Array.from({ length: 30 }, () => toEvent()))
    const stream = await hello(small, wish(start))
    expect(stream.welcome.recovery).toEqual({ state: 'partial', recovered: 10, lost: 20 })
    const frame = await stream.next('events')
    expect(frame.events.map(({ cursor }) => cursor)).toEqual(cursors.slice(20))
    expect(frame.from).toBe(cursors[19])
  })

  test('"After recovery live events follow with no duplicate and no hole" while a publisher goes on', async () => {
    const start = await headOf(at)
    const events = Array.from({ length: 600 }, () => toEvent())
    await publish(at, ...events.slice(0, 300))
    const joining = hello(at, wish(start))
    for (const event of events.slice(300)) await publish(at, event)
    const stream = await joining
    await stream.next('events', ({ events: got }) => got.some(({ event }) => event.id === events.at(-1)?.['id']))
    expect(stream.ids()).toEqual(events.map(({ id }) => id))
    expect(expectChain(stream.frames, start)).toBe(await headOf(at))
  })

  test('recoveries are counted by outcome, and none without after', async () => {
    const own = await startOwn()
    const series = (state: string) => `nobet_stream_recoveries_total{state="${state}"}`
    await hello(own)
    await hello(own, wish(await headOf(own)))
    await hello(own, wish('x'))
    const metric = await metricsOf(own)
    expect(['complete', 'none', 'partial'].map((state) => metric(series(state)))).toEqual([1, 1, 0])
  })

  test('"minSeverity? (default debug)"', async () => {
    const all = await hello(at)
    const some = await hello(at, { topics: ['*'], minSeverity: 'warning' })
    const ids = ['debug', 'info', 'warning', 'critical'].map(
      (severity) => `${severity}-${randomBytes(4).toString('hex')}`,
    )
    await publish(at, ...ids.map((id) => toEvent({ id, severity: id.split('-')[0] })))
    await some.next('events')
    await all.next('events')
    expect(all.ids()).toEqual(ids)
    expect(some.ids()).toEqual(ids.slice(2))
  })
})
