import { freePort, waitFor } from '@nobet/testkit'
import { expect, onTestFinished, test } from 'vitest'
import type { UpstreamOutcome, UpstreamRequest } from './gateway.ts'
import { json, openGateway, type Reply, startUpstream } from './gatewayWorld.fixture.ts'
import type { HeldAnswer } from './heldAnswer.ts'

const QUERY = { upstream: 'prometheus', method: 'GET', path: '/api/v1/query?query=up' } as const
const KEPT = { ...QUERY, cache: { ttlMs: 1_000, staleMs: 60_000 } } satisfies UpstreamRequest
const counting: Reply = (_request, response, count) => json(response, { count })

async function open(reply: Reply, { upstreams = {}, path = '' } = {}) {
  const upstream = await startUpstream(reply)
  const world = openGateway({ prometheus: { url: `${upstream.url}${path}` }, upstreams })
  onTestFinished(async () => {
    await world.gateway.stop()
    await upstream.close()
  })
  return { upstream, ...world }
}

const bodyOf = (outcome: UpstreamOutcome): unknown =>
  'answer' in outcome && outcome.answer !== undefined ? JSON.parse(outcome.answer.body.toString()) : outcome.kind
const stateOf = (outcome: UpstreamOutcome) => ('answer' in outcome ? outcome.answer?.state : undefined)

test('an answer is whole, live, and was asked for without compression below the configured path', async () => {
  const { gateway, upstream, clock } = await open(counting, { path: '/sub' })
  const outcome = await gateway.ask({ ...QUERY, headers: { accept: 'application/json' } })
  expect(outcome).toMatchObject({ kind: 'ok', answer: { status: 200, state: 'live', observedAt: clock.now() } })
  expect(upstream.seen[0]).toMatchObject({ url: '/sub/api/v1/query?query=up' })
  expect(upstream.seen[0]?.headers).toMatchObject({ 'accept-encoding': 'identity', accept: 'application/json' })
  expect(gateway.peers('prometheus')).toEqual([`${upstream.url}/sub`])
})

test('within its time an answer serves without asking, and says when it was given', async () => {
  const { gateway, clock, upstream, counted } = await open(counting)
  const first = await gateway.ask(KEPT)
  await clock.advance(999)
  const second = await gateway.ask(KEPT)
  expect([bodyOf(second), stateOf(second)]).toEqual([{ count: 1 }, 'cached'])
  expect('answer' in second && 'answer' in first && second.answer?.observedAt === first.answer?.observedAt).toBe(true)
  await clock.advance(1)
  expect(bodyOf(await gateway.ask(KEPT))).toEqual({ count: 2 })
  expect(upstream.seen).toHaveLength(2)
  expect(await counted()).toEqual({ miss: 2, hit: 1 })
})

test('an answer is as old as it is, whatever becomes of the wall clock', async () => {
  const { gateway, clock } = await open(counting)
  await gateway.ask(KEPT)
  await clock.advance(400)
  clock.shiftWall(3_600_000)
  const outcome = await gateway.ask(KEPT)
  expect(stateOf(outcome)).toBe('cached')
  expect('answer' in outcome && clock.monotonic() - (outcome.answer?.at ?? 0)).toBe(400)
})

test('past its time it stands in for a failure, with the reason, and not for ever', async () => {
  const { gateway, clock, upstream } = await open(counting)
  await gateway.ask(KEPT)
  upstream.answer((_request, response) => json(response, { status: 'error' }, 500))
  await clock.advance(30_000)
  const stale = await gateway.ask(KEPT)
  expect(stale).toMatchObject({ kind: 'stale', failure: { kind: 'upstreamError', reason: 'HTTP 500' } })
  expect([bodyOf(stale), stateOf(stale)]).toEqual([{ count: 1 }, 'stale'])
  await clock.advance(31_001)
  expect(await gateway.ask(KEPT)).toMatchObject({ kind: 'upstreamError', answer: { status: 500 } })
})

test('what is kept for no time is asked each time and still stands in', async () => {
  const { gateway, upstream } = await open(counting)
  const request = { ...QUERY, cache: { ttlMs: 0, staleMs: 60_000 } }
  expect([bodyOf(await gateway.ask(request)), bodyOf(await gateway.ask(request))]).toEqual([{ count: 1 }, { count: 2 }])
  await upstream.close()
  expect(bodyOf(await gateway.ask(request))).toEqual({ count: 2 })
})

test('a refused query is its own answer and is not kept', async () => {
  const { gateway, upstream, signs } = await open((_request, response, count) => json(response, { count }, 400))
  expect(await gateway.ask(KEPT)).toMatchObject({ kind: 'ok', answer: { status: 400 } })
  expect(bodyOf(await gateway.ask(KEPT))).toEqual({ count: 2 })
  expect(upstream.seen).toHaveLength(2)
  expect(signs.map(({ reason }) => reason)).toEqual([undefined, undefined])
})

test.each([
  ['headers', (() => undefined) satisfies Reply, 'no answer within 15000 ms', 15_000],
  [
    'body',
    ((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{')) as Reply,
    'the answer was not whole within 30000 ms',
    30_000,
  ],
])('each phase has its budget: %s', async (_phase, reply, reason, ms) => {
  const { gateway, clock, upstream } = await open(reply)
  const asked = gateway.ask(QUERY)
  let closed = false
  await waitFor(() => upstream.seen.length === 1)
  upstream.seen[0]?.socket.on('close', () => (closed = true))
  let outcome: UpstreamOutcome | undefined
  void asked.then((result) => (outcome = result))
  // The budget of a phase begins when the bytes are there, which this side learns a moment later.
  await waitFor(async () => {
    await clock.advance(ms / 10)
    return outcome !== undefined
  })
  expect(outcome).toEqual({ kind: 'timeout', reason })
  expect(clock.pendingTimers()).toBe(0)
  await waitFor(() => closed)
})

test('nobody there, too much, a broken answer and a wrong one are told apart', async () => {
  const port = await freePort()
  const { gateway } = openGateway({ prometheus: { url: `http://127.0.0.1:${port}` } })
  onTestFinished(() => gateway.stop())
  expect(await gateway.ask(QUERY)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('ECONNREFUSED') })

  const { gateway: other, upstream } = await open(counting, { upstreams: { maxBytes: 1_000 } })
  upstream.answer((_request, response) => json(response, 'x'.repeat(2_000)))
  expect(await other.ask(QUERY)).toMatchObject({ kind: 'tooLarge' })
  upstream.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    for (let part = 0; part < 20; part += 1) response.write('x'.repeat(100))
  })
  expect(await other.ask(QUERY)).toMatchObject({ kind: 'tooLarge' })
  upstream.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
    response.write('{', () => response.destroy())
  })
  expect(await other.ask(QUERY)).toMatchObject({ kind: 'badPayload', reason: expect.stringContaining('broke off') })
  upstream.answer((_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end())
  expect(await other.ask(QUERY)).toMatchObject({ kind: 'badPayload', reason: expect.stringContaining('redirect') })
  upstream.answer((request) => request.socket.end('this is no HTTP\r\n\r\n'))
  expect(await other.ask(QUERY)).toMatchObject({ kind: 'badPayload' })
})

test('a read whose kept connection was just closed is sent again, a write is not', async () => {
  const { gateway, upstream } = await open((request, response, count) => {
    if (count === 1) request.socket.destroy()
    else json(response, { count })
  })
  expect(bodyOf(await gateway.ask(QUERY))).toEqual({ count: 2 })
  upstream.answer((request) => void request.socket.destroy())
  expect(await gateway.ask({ ...QUERY, method: 'POST', body: '{}' })).toMatchObject({ kind: 'refused' })
  expect(upstream.seen).toHaveLength(3)
})

test('who only fails is left alone, and the stand-in goes on without asking', async () => {
  const { gateway, upstream, clock } = await open(counting)
  await gateway.ask(KEPT)
  await clock.advance(2_000)
  upstream.answer((_request, response) => json(response, {}, 500))
  for (let turn = 0; turn < 10; turn += 1) expect(stateOf(await gateway.ask(KEPT))).toBe('stale')
  expect(upstream.seen).toHaveLength(6)
  const spared = await gateway.ask({ ...QUERY, path: '/api/v1/labels' })
  expect(spared).toMatchObject({ kind: 'circuitOpen', retryAfterMs: 1_000 })
  upstream.answer(counting)
  await clock.advance(1_000)
  expect(stateOf(await gateway.ask(KEPT))).toBe('live')
})

test("the upstream's own time-out is a time-out with its words, and says nothing against the upstream", async () => {
  const body = { status: 'error', errorType: 'execution', error: 'expanding series: context deadline exceeded' }
  const { gateway } = await open((_request, response) => json(response, body, 422))
  for (let turn = 0; turn < 8; turn += 1) {
    expect(await gateway.ask(QUERY)).toMatchObject({ kind: 'timeout', answer: { status: 422 } })
  }
})

test('a compression nobody asked for is undone, within the bound', async () => {
  const { gzipSync } = await import('node:zlib')
  const { gateway, upstream } = await open(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipSync('{"a":1}'))
    },
    { upstreams: { maxBytes: 1_000 } },
  )
  expect(bodyOf(await gateway.ask(QUERY))).toEqual({ a: 1 })
  upstream.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end(gzipSync('x'.repeat(1_000_000)))
  })
  expect(await gateway.ask(QUERY)).toMatchObject({ kind: 'tooLarge' })
})

test('what is not configured says which key would switch it on', async () => {
  const { gateway } = openGateway({})
  expect(await gateway.ask({ ...QUERY, upstream: 'alertmanager' })).toMatchObject({
    kind: 'notConfigured',
    key: 'alertmanager.urls',
  })
})

test('of several peers one can be asked by name, or the first that answers', async () => {
  const [one, two] = [await startUpstream(counting), await startUpstream(counting)]
  const { gateway } = openGateway({ alertmanager: { urls: [one.url, two.url] } })
  onTestFinished(async () => {
    await gateway.stop()
    await two.close()
  })
  const alerts = { upstream: 'alertmanager', method: 'GET', path: '/api/v2/alerts' } as const
  for (const peer of gateway.peers('alertmanager')) await gateway.ask({ ...alerts, peer })
  expect([one.seen.length, two.seen.length]).toEqual([1, 1])
  await one.close()
  expect(await gateway.ask(alerts)).toMatchObject({ kind: 'ok' })
  expect(await gateway.ask({ ...alerts, peer: one.url })).toMatchObject({ kind: 'refused' })
  const write = { ...alerts, method: 'POST', path: '/api/v2/silences', body: '{}' } as const
  expect(await gateway.ask(write)).toMatchObject({ kind: 'ok' })
  expect(await gateway.ask({ ...alerts, peer: 'http://stranger' })).toMatchObject({ kind: 'refused' })
})

test('who reads after a write never gets a read from before it', async () => {
  const replies: (() => void)[] = []
  const { gateway } = await open((request, response, count) => {
    if (request.method === 'POST') json(response, {})
    else replies.push(() => json(response, { count }))
  })
  const before = gateway.ask(QUERY)
  await waitFor(() => replies.length === 1)
  await gateway.ask({ ...QUERY, method: 'POST', body: '{}' })
  const after = gateway.ask(QUERY)
  await waitFor(() => replies.length === 2)
  for (const reply of replies) reply()
  expect([bodyOf(await before), bodyOf(await after)]).toEqual([{ count: 1 }, { count: 3 }])
})

test('what another panel has fetched serves here, and its trouble is nobody’s', async () => {
  const store = new Map<string, HeldAnswer>()
  const shared = {
    get: async (key: string) => store.get(key),
    set: (key: string, held: HeldAnswer) => void store.set(key, held),
  }
  const upstream = await startUpstream(counting)
  const config = { prometheus: { url: upstream.url } }
  const [one, two] = [openGateway(config, shared), openGateway(config, shared)]
  onTestFinished(async () => {
    await Promise.all([one.gateway.stop(), two.gateway.stop()])
    await upstream.close()
  })
  await one.gateway.ask(KEPT)
  const second = await two.gateway.ask(KEPT)
  expect([bodyOf(second), stateOf(second)]).toEqual([{ count: 1 }, 'cached'])
  await upstream.close()
  await two.clock.advance(5_000)
  expect(stateOf(await two.gateway.ask(KEPT))).toBe('stale')
})
