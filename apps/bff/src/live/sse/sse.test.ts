import { buildEvent, waitFor } from '@nobet/testkit'
import { afterEach, expect, test } from 'vitest'
import { openWorld, type World, type WorldOptions } from '../liveWorld.fixture.ts'

const worlds: World[] = []
const readers: AbortController[] = []
const open = async (options?: WorldOptions): Promise<World> => {
  const world = await openWorld(options)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.abort()
  for (const world of worlds.splice(0)) await world.close()
})

interface Message {
  readonly event: string
  readonly id: string | undefined
  readonly data: unknown
}

/** Reads a stream of server-sent events until the test ends. */
async function listen(world: World, query: string, headers: Record<string, string> = {}) {
  const abort = new AbortController()
  readers.push(abort)
  const response = await fetch(`${world.url}/events/stream${query}`, { headers, signal: abort.signal })
  const messages: Message[] = []
  let over = false
  const read = async () => {
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (text + chunk).split('\n\n')
      text = parts.pop() ?? ''
      messages.push(...parts.map(toMessage))
    }
    over = true
  }
  read().catch(() => undefined)
  const next = (event: string, nth = 0) =>
    waitFor(() => messages.filter((message) => message.event === event)[nth], { what: event })
  return { response, messages, next, over: () => over, abort }
}

function toMessage(block: string): Message {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  return { event: field('event') ?? '', id: field('id'), data: JSON.parse(field('data') ?? 'null') }
}

test('speaks the frames of the WebSocket, with the op as event and until as id', async () => {
  const world = await open()
  const stream = await listen(world, '?topics=modules/finbot')
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream')
  expect(stream.response.headers.get('x-accel-buffering')).toBe('no')
  expect(stream.response.headers.get('cache-control')).toContain('no-store')
  const welcome = await stream.next('welcome')
  expect(welcome).toMatchObject({ id: undefined, data: { op: 'welcome', cursor: 'e1:0' } })
  await world.publish(buildEvent(), buildEvent({ module: 'mubot' }))
  const events = await stream.next('events')
  expect(events).toMatchObject({ id: 'e1:2', data: { op: 'events', from: 'e1:0', until: 'e1:2' } })
  expect(await world.count('streamConnections')).toEqual({ websocket: 0, sse: 1 })
})

test('a heartbeat is an event whose id is its cursor', async () => {
  const world = await open()
  const stream = await listen(world, '?topics=alerts')
  await stream.next('welcome')
  await world.publish(buildEvent())
  await world.clock.advance(6_000)
  expect(await stream.next('heartbeat')).toMatchObject({ id: 'e1:1', data: { op: 'heartbeat', cursor: 'e1:1' } })
})

test('Last-Event-ID resumes, and wins over the after of the address', async () => {
  const world = await open()
  await world.publish(buildEvent(), buildEvent(), buildEvent())
  const stream = await listen(world, '?after=e1:0', { 'last-event-id': 'e1:2' })
  expect(await stream.next('welcome')).toMatchObject({
    data: { recovery: { state: 'complete', recovered: 1, lost: 0 } },
  })
  expect(await stream.next('events')).toMatchObject({ data: { from: 'e1:2', until: 'e1:3' } })
})

test('an unknown topic is 400 and names the parameter, a publishing token 403, an unreadable log 503', async () => {
  const world = await open({ callers: { bot: { name: 'bot', role: 'viewer', publisher: 'finbot' } } })
  const bad = await fetch(`${world.url}/events/stream?topics=alerts,NOPE`)
  expect(bad.status).toBe(400)
  expect(await bad.json()).toMatchObject({ errors: [{ path: 'topics' }] })
  const bot = await fetch(`${world.url}/events/stream`, { headers: { authorization: 'bot' } })
  expect(bot.status).toBe(403)
  await world.log.stop()
  const away = await fetch(`${world.url}/events/stream`)
  expect(away.status).toBe(503)
  expect(away.headers.get('retry-after')).toBe('1')
})

test('draining says goodbye and ends the body', async () => {
  const world = await open()
  const stream = await listen(world, '')
  await stream.next('welcome')
  const drained = world.live.drain()
  expect(await stream.next('goodbye')).toMatchObject({ data: { reason: 'draining', retryAfterMs: 2500 } })
  await waitFor(stream.over)
  await waitFor(async () => {
    await world.clock.advance(500)
    return world.live.stats().sessions === 0
  })
  await drained
})

test('a reader that leaves is forgotten', async () => {
  const world = await open()
  const stream = await listen(world, '')
  await stream.next('welcome')
  stream.abort.abort()
  await waitFor(() => world.live.stats().sessions === 0)
  expect(await world.count('streamConnections')).toEqual({ websocket: 0, sse: 0 })
})
