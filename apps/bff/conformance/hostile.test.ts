// Doors under fire: random bytes, frames, headers and bodies, while an honest session must not miss an event.
import { connect as connectTcp, type Socket } from 'node:net'
import { randomBytes, randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BATCH,
  headOf,
  metricsOf,
  type Outside,
  post,
  publish,
  startOutside,
  STRUCTURED,
  toEvent,
} from './outsider.fixture.ts'
import { expectChain, hello } from './stream.fixture.ts'

/** The whole minute is seen with NOBET_LONG=1. */
const FIRE_MS = process.env['NOBET_LONG'] === '1' ? 60_000 : 5_000
const GUNNERS = 24
const MIB = 1024 * 1024

let at: Outside
beforeAll(async () => {
  at = await startOutside({ NOBET_LOG_EVENTS: '5000' })
})
afterAll(() => at.panel.stop())

const pick = <T>(items: readonly T[]): T => items[randomInt(items.length)] ?? (items[0] as T)
const bytes = (max: number) => randomBytes(randomInt(1, max))

const HANDSHAKE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol: nobet.v1',
]

/** Raw bytes on a socket of its own; never waits longer than it must. */
async function shoot(chunks: readonly (string | Buffer)[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket: Socket = connectTcp(at.port, '127.0.0.1')
    const over = () => {
      socket.destroy()
      resolve()
    }
    socket.on('error', over)
    socket.on('close', over)
    socket.on('data', () => undefined)
    socket.setTimeout(150, over)
    socket.on('connect', () => {
      for (const chunk of chunks) socket.write(chunk)
      if (randomInt(3) === 0) socket.resetAndDestroy()
    })
  })
}

const request = (line: string, headers: readonly string[], host = `127.0.0.1:${at.port}`) =>
  [line, `Host: ${host}`, ...headers, '', ''].join('\r\n')
const noise = () =>
  bytes(200)
    .toString('latin1')
    .replaceAll(/[\r\n]/g, ' ')

/** A masked client frame with any opcode, any reserved bits and a length that may lie. */
function toFrame(): Buffer {
  const payload = bytes(400)
  const head = Buffer.from([
    randomInt(256),
    0x80 | (randomInt(4) === 0 ? randomInt(128) : Math.min(125, payload.length)),
  ])
  return Buffer.concat([head, randomBytes(4), payload])
}

function toTextFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const mask = randomBytes(4)
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  const head =
    payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0xfe, payload.length >> 8, payload.length & 255]
  return Buffer.concat([Buffer.from(head), mask, masked])
}

const anyJson = () => {
  const after = pick<unknown>([noise(), 'e:1', 1, {}, ['x'], `${'9'.repeat(400)}:1`])
  const topics = pick<unknown>([['*'], [noise()], 7, [[]], Array(300).fill('*'), ['modules/x', 'modules/*']])
  const op = pick(['hello', 'subscribe', 'unsubscribe', 'ping', 'receipt', 'welcome', '__proto__', noise()])
  return JSON.stringify({
    op,
    after,
    topics,
    id: pick<unknown>([1, noise(), null, {}]),
    cursor: after,
    sentMs: 1,
    paintedMs: -1,
  })
}

const upgrade = (...headers: string[]) => request('GET /api/v1/stream HTTP/1.1', [...HANDSHAKE, ...headers])
const HELLO = () => toTextFrame(JSON.stringify({ op: 'hello', topics: ['*'], after: noise() }))
const TEXT_TYPES = [STRUCTURED, BATCH, 'application/json', 'text/plain', '']

const SHOTS: readonly (() => Promise<unknown>)[] = [
  () => shoot([bytes(2000)]),
  () => shoot([upgrade(), toFrame(), toFrame()]),
  () => shoot([upgrade(), HELLO(), ...Array.from({ length: randomInt(1, 30) }, () => toTextFrame(anyJson()))]),
  () => shoot([upgrade(), HELLO(), toFrame(), bytes(3000)]),
  () => shoot([upgrade(), ...Array.from({ length: 80 }, () => toTextFrame('{"op":"ping"}'))]),
  () => shoot([upgrade(`X-${randomInt(9)}: ${noise()}`)]),
  () => shoot([request(`${pick(['GET', 'POST', 'BREW', 'CONNECT'])} ${noise()} HTTP/1.1`, [])]),
  () => shoot([request(`GET /api/v1/events?after=${encodeURIComponent(noise())}&limit=${noise()} HTTP/1.1`, [])]),
  () => shoot([request('GET /api/v1/events/stream HTTP/1.1', [`Last-Event-ID: ${noise()}`])]),
  () => shoot([request('GET /api/v1/events?after=e:1&wait=30000 HTTP/1.1', [])]),
  () => shoot([request('HEAD /api/v1/events/stream HTTP/1.1', [])]),
  () =>
    shoot([request('POST /api/v1/events HTTP/1.1', [`Content-Type: ${BATCH}`, 'Content-Length: 1000000']), bytes(999)]),
  () =>
    shoot([
      request('POST /api/v1/events HTTP/1.1', [`Content-Type: ${STRUCTURED}`, 'Transfer-Encoding: chunked']),
      'ffff\r\n',
      bytes(99),
    ]),
  () => post(at, bytes(5000).toString('latin1'), pick(TEXT_TYPES)).then((answer) => answer.body?.cancel()),
  () => post(at, `[${anyJson()},`.repeat(randomInt(1, 2000)), BATCH).then((answer) => answer.body?.cancel()),
  () =>
    post(at, JSON.stringify(toEvent({ data: noise(), [noise().slice(0, 9)]: noise() })), pick(TEXT_TYPES)).then(
      (answer) => answer.body?.cancel(),
    ),
]

test(`random fire for ${FIRE_MS / 1000} s: no gap for an honest session, and everything comes back`, {
  timeout: 180_000,
}, async () => {
  const handles = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
  const rss = () => Math.round(process.memoryUsage().rss / MIB)
  const honest = await hello(at, { topics: ['modules/counter'] })
  const before = { rss: rss(), handles: handles() }
  const until = performance.now() + FIRE_MS
  let shots = 0
  const gunner = async () => {
    while (performance.now() < until) {
      // A refused or cut connection is what the shot was for.
      await pick(SHOTS)().catch(() => undefined)
      shots += 1
    }
  }
  let counted = 0
  const count = async () => {
    while (performance.now() < until) {
      await publish(at, toEvent({ id: `n-${counted}`, module: 'counter' }))
      counted += 1
    }
  }
  await Promise.all([count(), ...Array.from({ length: GUNNERS }, gunner)])

  const last = await publish(at, toEvent({ id: 'last', module: 'counter' }))
  await honest.next('events', (frame) => frame.until === last[0])
  expect(honest.ids()).toEqual([...Array.from({ length: counted }, (_none, n) => `n-${n}`), 'last'])
  expect(honest.all('lagged')).toEqual([])
  expectChain(honest.frames, honest.welcome.cursor)
  expect(await headOf(at)).toContain(':')

  const open = async () => {
    const metric = await metricsOf(at)
    return ['websocket', 'sse', 'poll'].map((transport) => metric(`nobet_stream_connections{transport="${transport}"}`))
  }
  const deadline = performance.now() + 40_000
  while (performance.now() < deadline && (await open()).join() !== '1,0,0') {
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  expect(await open()).toEqual([1, 0, 0])
  while (performance.now() < deadline && handles() > before.handles + 10) {
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  globalThis.gc?.()
  const after = { rss: rss(), handles: handles() }
  process.stdout.write(
    `${shots} shots, ${counted} counted; before ${JSON.stringify(before)}, after ${JSON.stringify(after)}\n`,
  )
  expect(after.handles).toBeLessThanOrEqual(before.handles + 10)
  expect(after.rss).toBeLessThan(before.rss + 400)
})
