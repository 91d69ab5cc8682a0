// PROTOCOL "Live stream": limits, close codes, liveness and slow readers, on the real clock.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headOf, metricsOf, type Outside, publish, startOutside, startOwn, toEvent } from './outsider.fixture.ts'
import { connect, expectChain, hello, type Stream } from './stream.fixture.ts'

/** The longest waits, 30 s and more, are seen with NOBET_LONG=1. */
const LONG = process.env['NOBET_LONG'] === '1'
const KIB = 1024

let at: Outside
beforeAll(async () => {
  at = await startOutside()
})
afterAll(() => at.panel.stop())

const ends = async (stream: Stream, code: number) => expect((await stream.closed).code).toBe(code)

describe('messages', () => {
  test('"inbound message 64 KiB (1009)": exactly that is heard, one byte more closes', async () => {
    const stream = await hello(at)
    const ping = (bytes: number) => {
      const bare = JSON.stringify({ op: 'ping', id: 'big', pad: '' })
      return JSON.stringify({ op: 'ping', id: 'big', pad: 'x'.repeat(bytes - bare.length) })
    }
    stream.send(ping(64 * KIB))
    await stream.next('pong', ({ id }) => id === 'big')
    stream.send(ping(64 * KIB + 1))
    await ends(stream, 1009)
  })

  test('"bad JSON or unknown op → error bad_message, ten of them → 4400"', async () => {
    const stream = await hello(at)
    const bad = ['{', 'null', '[]', '"x"', '7', '{}', '{"op":"shout"}', '{"op":"subscribe"}', '{"op":"welcome"}']
    for (const text of bad) stream.send(text)
    stream.send({ op: 'ping', id: 'alive' })
    await stream.next('pong')
    expect(stream.all('error').map(({ code }) => code)).toEqual(bad.map(() => 'bad_message'))
    stream.send('{"op":7}')
    await ends(stream, 4400)
    expect(stream.all('error')).toHaveLength(10)
  })

  test('a binary frame is no message of ours', async () => {
    const stream = await hello(at)
    stream.socket.send(Buffer.from('{"op":"ping"}'), { binary: true })
    expect((await stream.next('error')).code).toBe('bad_message')
  })

  test.each(['subscribe', 'unsubscribe', 'ping', 'receipt'])(
    '"a first message that is not hello → error protocol, 4400": %s',
    async (op) => {
      const stream = await connect(at)
      stream.send({ op, id: 1, topics: [], cursor: 'a:1', sentMs: 0, paintedMs: 0 })
      expect((await stream.next('error')).code).toBe('protocol')
      await ends(stream, 4400)
    },
  )

  test('"or a second hello → error protocol, 4400"', async () => {
    const stream = await hello(at)
    stream.send({ op: 'hello', topics: [] })
    expect((await stream.next('error')).code).toBe('protocol')
    await ends(stream, 4400)
  })

  test('"50 messages/s (4429)": fifty are answered, many more at once are not', async () => {
    const stream = await hello(at)
    for (let sent = 0; sent < 120; sent += 1) stream.send({ op: 'ping', id: sent })
    expect((await stream.next('error')).code).toBe('rate_limited')
    await ends(stream, 4429)
    expect(stream.all('pong').length).toBeGreaterThanOrEqual(49)
    expect(stream.all('pong').length).toBeLessThanOrEqual(100)
  })

  test('thirty messages a second for three seconds are nothing to complain of', async () => {
    const stream = await hello(at)
    for (let second = 0; second < 3; second += 1) {
      for (let sent = 0; sent < 30; sent += 1) stream.send({ op: 'ping', id: second * 30 + sent })
      await stream.next('pong', ({ id }) => id === second * 30 + 29)
      await new Promise((resolve) => setTimeout(resolve, 1100))
    }
    expect(stream.all('error')).toEqual([])
  })

  test('4401: a role that does not exist, said at the upgrade', async () => {
    const stream = await connect(at, { headers: { 'x-nobet-role': 'root' } })
    stream.send({ op: 'hello', topics: [] })
    expect((await stream.next('error')).code).toBe('unauthorized')
    await ends(stream, 4401)
  })

  test('a frame that breaks the WebSocket protocol ends its own connection only', async () => {
    const healthy = await hello(at)
    const broken = await hello(at)
    // A reserved bit without an extension: RFC 6455, 5.2.
    rawSocketOf(broken).write(Buffer.from([0xf1, 0x80, 0, 0, 0, 0]))
    expect([1002, 1006]).toContain((await broken.closed).code)
    healthy.send({ op: 'ping' })
    await healthy.next('pong')
  })
})

/** The TCP socket under a client; `ws` does not type it. */
function rawSocketOf({ socket }: Stream): import('node:net').Socket {
  const inner: unknown = Reflect.get(socket, '_socket')
  return inner as import('node:net').Socket
}

describe('times', { concurrent: true }, () => {
  test('"hello: first, within 5 s", else 4408', async () => {
    const stream = await connect(at)
    const startedAt = performance.now()
    await ends(stream, 4408)
    const seconds = (performance.now() - startedAt) / 1000
    expect(seconds).toBeGreaterThan(4.5)
    expect(seconds).toBeLessThan(15)
  })

  test('bad messages and refused hellos do not put the 5 s off', async () => {
    const stream = await connect(at)
    const startedAt = performance.now()
    const nag = setInterval(() => stream.send({ op: 'hello', topics: ['nope'] }), 1000)
    await ends(stream, 4408)
    clearInterval(nag)
    expect((performance.now() - startedAt) / 1000).toBeLessThan(15)
  })

  test('"heartbeat … when nothing else was sent for heartbeatMs": about every 5 s in silence', async () => {
    const own = await startOwn()
    const stream = await hello(own)
    const startedAt = performance.now()
    await stream.next('heartbeat')
    const first = (performance.now() - startedAt) / 1000
    expect(first).toBeGreaterThan(4)
    expect(first).toBeLessThan(15)
    // Events keep heartbeats away.
    const until = performance.now() + 7_000
    while (performance.now() < until) {
      await publish(own, toEvent())
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    expect(stream.all('heartbeat').length).toBeLessThanOrEqual(2)
  })

  test.runIf(LONG)('"a ping frame every 15 s, two missed pongs close with 4408"', { timeout: 120_000 }, async () => {
    const stream = await hello(at, { topics: [] }, { autoPong: false })
    const startedAt = performance.now()
    const pings: number[] = []
    stream.socket.on('ping', () => pings.push((performance.now() - startedAt) / 1000))
    await ends(stream, 4408)
    expect(pings).toHaveLength(2)
    for (const [index, seconds] of pings.entries()) {
      expect(seconds).toBeGreaterThan(14 * (index + 1))
      expect(seconds).toBeLessThan(15 * (index + 1) + 10)
    }
    expect((performance.now() - startedAt) / 1000).toBeLessThan(60)
  })

  test.runIf(LONG)('a client that answers pings lives on', { timeout: 120_000 }, async () => {
    const stream = await hello(at, { topics: [] })
    let pings = 0
    stream.socket.on('ping', () => void (pings += 1))
    await new Promise((resolve) => setTimeout(resolve, 50_000))
    expect(pings).toBeGreaterThanOrEqual(2)
    expect(stream.socket.readyState).toBe(stream.socket.OPEN)
  })

  test('"No byte accepted by the socket for 10 s while behind": 4429, then the TCP connection destroyed', async () => {
    const own = await startOwn()
    const stuck = await hello(own)
    const healthy = await hello(own)
    rawSocketOf(stuck).pause()
    const startedAt = performance.now()
    const pad = 'x'.repeat(16 * KIB)
    let published = 0
    const flood = async () => {
      // More than the buffers of both systems can take.
      for (let round = 0; round < 24; round += 1) {
        published += (await publish(own, ...Array.from({ length: 50 }, () => toEvent({ data: { pad } })))).length
      }
    }
    await flood()
    const gone = new Promise((resolve) => rawSocketOf(stuck).on('close', resolve))
    const dropped = async () => (await metricsOf(own))('nobet_stream_dropped_total{reason="slow"}')
    while ((await dropped()) === 0 && performance.now() - startedAt < 45_000) {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    const seconds = (performance.now() - startedAt) / 1000
    expect(await dropped()).toBe(1)
    expect(seconds).toBeGreaterThan(9)
    expect(seconds).toBeLessThan(45)
    const metric = 'nobet_stream_connections{transport="websocket"}'
    const destroyedBy = performance.now() + 10_000
    while ((await metricsOf(own))(metric) > 1 && performance.now() < destroyedBy) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect((await metricsOf(own))(metric)).toBe(1)
    rawSocketOf(stuck).resume()
    await gone
    const head = await headOf(own)
    await healthy.next('events', ({ until }) => until === head)
    expect(healthy.ids()).toHaveLength(published)
  })

  test('"reads on from the log when the socket drains": a reader that paused misses nothing', async () => {
    const own = await startOwn()
    const stream = await hello(own)
    rawSocketOf(stream).pause()
    const pad = 'x'.repeat(16 * KIB)
    const events = Array.from({ length: 1200 }, () => toEvent({ data: { pad } }))
    for (let start = 0; start < events.length; start += 50) await publish(own, ...events.slice(start, start + 50))
    await new Promise((resolve) => setTimeout(resolve, 2000))
    expect(stream.ids().length).toBeLessThan(1200)
    rawSocketOf(stream).resume()
    const head = await headOf(own)
    await stream.next('events', ({ until }) => until === head)
    expect(stream.ids()).toEqual(events.map(({ id }) => id))
    expectChain(stream.frames, stream.welcome.cursor)
  })

  test('"lagged: from, until, lost": what the log dropped meanwhile is counted, nothing else is missing', async () => {
    const own = await startOwn({ NOBET_LOG_EVENTS: '100' })
    const stream = await hello(own)
    rawSocketOf(stream).pause()
    const pad = 'x'.repeat(16 * KIB)
    let published = 0
    for (let round = 0; round < 30; round += 1) {
      published += (await publish(own, ...Array.from({ length: 50 }, () => toEvent({ data: { pad } })))).length
    }
    rawSocketOf(stream).resume()
    const head = await headOf(own)
    await stream.next('events', ({ until }) => until === head)
    const lost = stream.all('lagged').reduce((sum, frame) => sum + (frame.lost ?? 0), 0)
    expect(lost).toBeGreaterThan(0)
    expect(stream.ids().length + lost).toBe(published)
    expectChain(stream.frames, stream.welcome.cursor)
  })
})
