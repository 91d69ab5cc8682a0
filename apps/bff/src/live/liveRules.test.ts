import { CLOSE } from '@nobet/contracts'
import { buildEvent, waitFor } from '@nobet/testkit'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openWorld, type World, type WorldOptions } from './liveWorld.fixture.ts'

const worlds: World[] = []
const open = async (options?: WorldOptions): Promise<World> => {
  const world = await openWorld(options)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** The status of a refused upgrade, and its headers. */
const refused = (url: string, protocols: string[], headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; retryAfter: string | undefined }>((resolve) => {
    const ws = new WebSocket(url, protocols, { headers })
    ws.on('unexpected-response', (_request, response) => {
      resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'] })
      response.resume()
    })
    ws.on('error', () => undefined)
  })

test('who says nothing for five seconds is closed with 4408', async () => {
  const world = await open()
  const client = await world.connect()
  await world.clock.advance(5_500)
  expect(await client.closed()).toMatchObject({ code: CLOSE.timeout })
  expect(await world.count('streamDropped')).toEqual({ hello_timeout: 1 })
})

test('a first message that is not hello is a protocol error', async () => {
  const world = await open()
  const client = await world.connect()
  client.send({ op: 'subscribe', id: 1, topics: ['*'] })
  expect(await client.next('error')).toMatchObject({ code: 'protocol' })
  expect(await client.closed()).toMatchObject({ code: CLOSE.protocol })
})

test('a second hello is a protocol error', async () => {
  const world = await open()
  const client = await world.hello()
  client.send({ op: 'hello', topics: [] })
  expect(await client.next('error')).toMatchObject({ code: 'protocol' })
  expect(await client.closed()).toMatchObject({ code: CLOSE.protocol })
})

test('bad messages are named, and the tenth closes', async () => {
  const world = await open()
  const client = await world.hello()
  client.send('not json')
  expect(await client.next('error')).toMatchObject({ code: 'bad_message' })
  client.send({ op: 'dance', id: 'd' })
  expect(await client.next('error')).toMatchObject({ code: 'bad_message', id: 'd' })
  client.ws.send(Buffer.from('binary'))
  expect(await client.next('error')).toMatchObject({ code: 'bad_message' })
  for (let sent = 3; sent < 10; sent += 1) client.send({ op: 'subscribe' })
  expect(await client.closed()).toMatchObject({ code: CLOSE.protocol })
  expect(client.frames.filter((frame) => frame.op === 'error')).toHaveLength(10)
})

test('more than fifty messages in a second close with 4429', async () => {
  const world = await open()
  const client = await world.hello()
  for (let sent = 0; sent < 60; sent += 1) client.send({ op: 'ping', id: sent })
  expect(await client.next('error')).toMatchObject({ code: 'rate_limited' })
  expect(await client.closed()).toMatchObject({ code: CLOSE.tooFastOrSlow })
  expect(await world.count('streamDropped')).toEqual({ rate: 1 })
})

test('fifty messages in each second are fine', async () => {
  const world = await open()
  const client = await world.hello()
  for (let second = 0; second < 3; second += 1) {
    for (let sent = 0; sent < 49; sent += 1) client.send({ op: 'ping', id: `${second}-${sent}` })
    await waitFor(() => client.frames.some((frame) => frame.op === 'pong' && frame.id === `${second}-48`))
    await world.clock.advance(1_000)
  }
  expect(client.ws.readyState).toBe(client.ws.OPEN)
})

test('a message over 64 KiB closes with 1009', async () => {
  const world = await open()
  const client = await world.hello()
  client.send(`"${'x'.repeat(64 * 1024)}"`)
  expect(await client.closed()).toMatchObject({ code: CLOSE.tooLarge })
})

test('a wrong token is unauthorized, a publishing token may not read', async () => {
  const world = await open({ callers: { bot: { name: 'bot', role: 'viewer', publisher: 'finbot' } } })
  const stranger = await world.connect()
  stranger.send({ op: 'hello', topics: ['*'], token: 'wrong' })
  expect(await stranger.next('error')).toMatchObject({ code: 'unauthorized' })
  expect(await stranger.closed()).toMatchObject({ code: CLOSE.unauthorized })
  const bot = await world.connect()
  bot.send({ op: 'hello', topics: ['*'], token: 'bot' })
  expect(await bot.next('error')).toMatchObject({ code: 'forbidden' })
  expect(await bot.closed()).toMatchObject({ code: CLOSE.forbidden })
})

test('what is said right behind the hello waits for it', async () => {
  const world = await open()
  const client = await world.connect()
  client.send({ op: 'hello', topics: [] })
  client.send({ op: 'ping', id: 'early' })
  expect(await client.next('pong')).toMatchObject({ id: 'early' })
  expect(client.frames.map((frame) => frame.op)).toEqual(['welcome', 'pong'])
})

test('a session ends when the token of its caller does', async () => {
  const world = await open({
    callers: { brief: { name: 'brief', role: 'viewer', deadline: 9_000 } },
  })
  const client = await world.hello({ token: 'brief' })
  await world.clock.advance(9_500)
  expect(await client.next('goodbye')).toMatchObject({ reason: 'token_expired' })
  expect(await client.closed()).toMatchObject({ code: CLOSE.unauthorized })
})

test('two missed pongs close with 4408; who answers stays', async () => {
  const world = await open()
  const silent = await world.connect()
  silent.ws.removeAllListeners('ping')
  Object.assign(silent.ws, { _autoPong: false })
  silent.send({ op: 'hello', topics: [] })
  await silent.next('welcome')
  const alive = await world.hello({ topics: [] })
  let pings = 0
  alive.ws.on('ping', () => (pings += 1))
  for (let round = 1; round <= 3; round += 1) {
    await world.clock.advance(15_250)
    await waitFor(() => pings === round)
    alive.send({ op: 'ping', id: round })
    await waitFor(() => alive.frames.some((frame) => frame.op === 'pong' && frame.id === round))
  }
  expect(await silent.closed()).toMatchObject({ code: CLOSE.timeout })
  expect(alive.ws.readyState).toBe(alive.ws.OPEN)
})

test('draining says goodbye with a moment to come back, closes with 1012 and lets nobody in', async () => {
  const world = await open()
  const client = await world.hello()
  await world.live.drain()
  expect(await client.next('goodbye')).toMatchObject({ reason: 'draining', retryAfterMs: 2500 })
  expect(await client.closed()).toMatchObject({ code: CLOSE.restarting })
  const url = `ws://127.0.0.1:${world.port}/api/v1/stream`
  expect(await refused(url, ['nobet.v1'])).toEqual({ status: 503, retryAfter: '1' })
})

test('an upgrade is refused without the subprotocol, from a foreign origin, on another path, and while the log is away', async () => {
  const world = await open({ basePath: '/panel' })
  const url = `ws://127.0.0.1:${world.port}/panel/api/v1/stream`
  expect(await refused(url, [])).toMatchObject({ status: 400 })
  expect(await refused(url, ['nobet.v2'])).toMatchObject({ status: 400 })
  expect(await refused(url, ['nobet.v1'], { origin: 'http://evil.example' })).toMatchObject({ status: 403 })
  expect(await refused(`ws://127.0.0.1:${world.port}/panel/elsewhere`, ['nobet.v1'])).toMatchObject({ status: 404 })
  await world.log.stop()
  expect(await refused(url, ['nobet.v1'])).toEqual({ status: 503, retryAfter: '1' })
})

test('under a base path the stream works as at the root', async () => {
  const world = await open({ basePath: '/panel' })
  const client = await world.hello()
  await world.publish(buildEvent())
  expect(await client.next('events')).toMatchObject({ until: 'e1:1' })
})

test('a stream asked for without an upgrade is told what is missing', async () => {
  const world = await open()
  const response = await fetch(`${world.url}/stream`)
  expect(response.status).toBe(426)
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('Upgrade: websocket') })
})

test('a receipt places the browser on the clock of the server, and one that cannot be true is counted', async () => {
  const world = await open()
  const client = await world.hello()
  await world.publish(buildEvent({ traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` }))
  await client.next('events')
  await world.clock.advance(1_000)
  client.send({ op: 'receipt', cursor: 'e1:1', sentMs: 400, paintedMs: 300 })
  client.send({ op: 'receipt', cursor: 'e1:1', sentMs: 999_999, paintedMs: 1 })
  client.send({ op: 'ping' })
  await client.next('pong')
  await waitFor(async () => (await world.count('badInput'))['websocket:receipt'] === 1)
  const text = await world.metrics.registry.metrics()
  expect(text).toContain(`nobet_event_delivery_seconds_sum{transport="websocket",stage="receive"} 0.6`)
  expect(text).toContain(`nobet_event_delivery_seconds_sum{transport="websocket",stage="paint"} 0.9`)
  expect(text).toContain(`trace_id="${'a'.repeat(32)}"`)
})
