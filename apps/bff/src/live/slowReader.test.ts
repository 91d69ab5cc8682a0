import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { CLOSE } from '@nobet/contracts'
import { buildEvent, waitFor } from '@nobet/testkit'
import { afterEach, describe, expect, test } from 'vitest'
import { openWorld, type World, type WorldOptions } from './liveWorld.fixture.ts'

const worlds: World[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const world of worlds.splice(0)) await world.close()
})

const PAYLOAD = 'x'.repeat(30_000)
/** Far more than the socket buffers of any kernel take in on a loopback. */
const EVENTS = 1_000

const open = async (options: WorldOptions = {}): Promise<World> => {
  const world = await openWorld(options)
  worlds.push(world)
  return world
}

const flood = async (world: World, count = EVENTS) => {
  for (let sent = 0; sent < count; sent += 50) {
    await world.publish(...Array.from({ length: 50 }, () => buildEvent({ data: { text: PAYLOAD } })))
  }
}

/** Lets time pass while the kernel takes what it takes; ten quiet seconds end it. */
const waitUntilDropped = (world: World) =>
  waitFor(async () => {
    await world.clock.advance(1_000)
    return (await world.count('streamDropped'))['slow'] === 1
  })

describe.each(['direct', 'library'] as const)('with %s writes', (writes) => {
  test('a reader that pauses is not buffered for, and reads on without a hole when it comes back', async () => {
    const world = await open({ writes })
    const client = await world.hello()
    client.ws.pause()
    await flood(world)
    await waitFor(() => world.live.stats().behind === 1)
    const other = await world.hello({ after: 'e1:0' })
    await waitFor(() => other.offsets().length === EVENTS)
    client.ws.resume()
    await waitFor(() => client.offsets().at(-1) === EVENTS)
    expect(client.offsets()).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1))
  })

  test('what the log dropped meanwhile is told as lagged, and the frames go on from there', async () => {
    const world = await open({ writes, log: { events: 100 } })
    const client = await world.hello()
    client.ws.pause()
    await flood(world)
    await waitFor(() => world.live.stats().behind === 1)
    client.ws.resume()
    await waitFor(() => client.offsets().at(-1) === EVENTS)
    const lost = client.frames.reduce((sum, frame) => sum + (frame.op === 'lagged' ? (frame.lost ?? 0) : 0), 0)
    expect(lost).toBeGreaterThan(0)
    expect(client.offsets().length + lost).toBe(EVENTS)
    const chain = client.frames.filter((frame) => frame.op === 'events' || frame.op === 'lagged')
    chain.slice(1).forEach((frame, index) => expect(frame.from).toBe(chain[index]?.until))
  })

  test('a client that never reads is closed with 4429 after ten seconds behind, counted, and cut one second later', async () => {
    const world = await open({ writes })
    const socket = connect(world.port, '127.0.0.1')
    sockets.push(socket)
    socket.write(upgradeRequest(world.port))
    await once(socket, 'readable')
    socket.read()
    socket.write(maskedText(JSON.stringify({ op: 'hello', topics: ['*'] })))
    await waitFor(() => world.live.stats().views === 1)
    socket.pause()
    await flood(world)
    await waitUntilDropped(world)
    await world.clock.advance(1_500)
    await waitFor(() => world.live.stats().sessions === 0)
    expect(await world.count('streamConnections')).toEqual({ websocket: 0, sse: 0 })
  })

  test('the close of a stuck socket carries the code when the client reads at last', async () => {
    const world = await open({ writes })
    const client = await world.hello()
    client.ws.pause()
    await flood(world)
    await waitUntilDropped(world)
    client.ws.resume()
    expect(await client.closed()).toMatchObject({ code: CLOSE.tooFastOrSlow })
  })
})

test('a slow server-sent stream is held to the same', async () => {
  const world = await open()
  const socket = connect(world.port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  socket.write(`GET /api/v1/events/stream HTTP/1.1\r\nhost: 127.0.0.1:${world.port}\r\n\r\n`)
  await once(socket, 'readable')
  await flood(world)
  await waitUntilDropped(world)
  await world.clock.advance(1_500)
  await waitFor(() => world.live.stats().sessions === 0)
  expect(await world.count('streamConnections')).toEqual({ websocket: 0, sse: 0 })
})

const upgradeRequest = (port: number): string =>
  [
    'GET /api/v1/stream HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'connection: upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-protocol: nobet.v1',
    '\r\n',
  ].join('\r\n')

/** A short client frame with a mask of zeros, which leaves the text as it is. */
const maskedText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x81, 0x80 | Buffer.byteLength(text), 0, 0, 0, 0]), Buffer.from(text)])
