import { CLOSE, EventsPage, PublishReceipt, ServerFrame, STREAM } from '@nobet/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { type Standalone, startStandalone } from './standalone.ts'

const OUTCOME_TIMEOUT_MS = 20_000
const waitFor = (check: () => void) => vi.waitFor(check, { timeout: OUTCOME_TIMEOUT_MS })

let panel: Standalone
const clients: WebSocket[] = []

beforeEach(async () => {
  // Standing still: only what a test publishes is new.
  panel = await startStandalone({ world: 'calm', speed: 0 })
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate()
  await panel.stop()
})

const publish = async (...ids: string[]) => {
  const response = await fetch(`${panel.url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(
      ids.map((id) => ({
        specversion: '1.0',
        id,
        source: '/test',
        type: 'com.example.counted',
        module: 'finbot',
        data: { id },
      })),
    ),
  })
  return PublishReceipt.parse(await response.json()).cursors
}

const connect = async (protocol: string = STREAM.subprotocol) => {
  const socket = new WebSocket(`${panel.url.replace('http', 'ws')}/api/v1/stream`, protocol)
  clients.push(socket)
  const frames: ServerFrame[] = []
  let closed: number | undefined
  socket.on('message', (data: Buffer) => frames.push(ServerFrame.parse(JSON.parse(data.toString()))))
  socket.on('close', (code) => {
    closed = code
  })
  socket.on('error', () => {})
  await waitFor(() => expect(socket.readyState).not.toBe(WebSocket.CONNECTING))
  return {
    socket,
    frames,
    say: (frame: object) => socket.send(JSON.stringify(frame)),
    closed: () => closed,
    ids: () => frames.flatMap((frame) => (frame.op === 'events' ? frame.events.map(({ event }) => event.id) : [])),
    until: () => frames.findLast((frame) => frame.op === 'events')?.until,
    op: <T extends ServerFrame['op']>(op: T) =>
      frames.find((frame): frame is Extract<ServerFrame, { op: T }> => frame.op === op),
  }
}

describe('the stand-alone panel', () => {
  it('answers hello with welcome and then with what is published', async () => {
    const client = await connect()
    client.say({ op: 'hello', topics: ['modules/finbot'] })
    await waitFor(() => expect(client.op('welcome')).toBeDefined())
    await publish('one', 'two')
    await waitFor(() => expect(client.ids()).toEqual(['one', 'two']))
    expect(client.op('events')?.from).toBe(client.op('welcome')?.cursor)
  })

  it('resumes with no hole and no double', async () => {
    const first = await connect()
    first.say({ op: 'hello', topics: ['*'] })
    await publish('a', 'b')
    await waitFor(() => expect(first.ids()).toEqual(['a', 'b']))
    first.socket.terminate()
    await publish('c', 'd')
    const second = await connect()
    second.say({ op: 'hello', topics: ['*'], after: first.until() })
    await waitFor(() => expect(second.op('welcome')?.recovery).toEqual({ state: 'complete', recovered: 2, lost: 0 }))
    await publish('e')
    await waitFor(() => expect(second.ids()).toEqual(['c', 'd', 'e']))
  })

  it('says none for a cursor it does not know and goes on live', async () => {
    const client = await connect()
    client.say({ op: 'hello', topics: ['*'], after: 'other:12' })
    await waitFor(() => expect(client.op('welcome')?.recovery).toEqual({ state: 'none', recovered: 0, lost: null }))
    await publish('live')
    await waitFor(() => expect(client.ids()).toEqual(['live']))
  })

  it('brings a topic subscribed later up to date without moving the rest', async () => {
    const client = await connect()
    client.say({ op: 'hello', topics: ['alerts'] })
    await waitFor(() => expect(client.op('welcome')).toBeDefined())
    const after = client.op('welcome')?.cursor
    await publish('x', 'y')
    client.say({ op: 'subscribe', id: 's1', topics: ['modules/finbot', 'audit'], after })
    await waitFor(() => expect(client.ids()).toEqual(['x', 'y']))
    expect(client.op('events')?.recovery).toBe('s1')
    expect(client.op('subscribed')?.topics).toEqual(['alerts', 'modules/finbot', 'audit'])
  })

  it('closes who does not begin with hello, and refuses an upgrade without the subprotocol', async () => {
    const rude = await connect()
    rude.say({ op: 'ping' })
    await waitFor(() => expect(rude.closed()).toBe(CLOSE.protocol))
    expect(rude.op('error')?.code).toBe('protocol')
    const plain = await connect('other')
    await waitFor(() => expect(plain.socket.readyState).toBe(WebSocket.CLOSED))
  })

  it('gives the first cursor for a duplicate', async () => {
    const [first] = await publish('same')
    expect(await publish('same')).toEqual([first])
  })

  it('holds a long poll until something matches', async () => {
    const { epoch, head } = panel.player.log.bounds()
    const answer = fetch(`${panel.url}/api/v1/events?after=${epoch}:${head}&types=com.example.*&wait=30000`)
    await publish('awaited')
    const page = EventsPage.parse(await (await answer).json())
    expect(page.events.map(({ event }) => event.id)).toEqual(['awaited'])
  })

  it('streams the same frames as server-sent events', async () => {
    const response = await fetch(`${panel.url}/api/v1/events/stream?topics=*`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toMatch(/^event: welcome\ndata: /)
    await publish('streamed')
    const { cursor } = panel.player.snapshot()
    expect((await reader?.read())?.value).toContain(`event: events\nid: ${cursor}\n`)
    await reader?.cancel()
  })

  it('pages backwards to the beginning and meets every event once', async () => {
    const seen: string[] = []
    let before = ''
    for (;;) {
      const page = EventsPage.parse(await (await fetch(`${panel.url}/api/v1/events?limit=700${before}`)).json())
      if (page.events.length === 0) break
      seen.unshift(...page.events.map(({ cursor }) => cursor))
      before = `&before=${page.events[0]?.cursor ?? ''}`
    }
    expect(seen).toEqual(panel.player.log.read(0).map(({ cursor }) => cursor))
  })

  it('refuses bad input with a problem that names the fault', async () => {
    const bad = await fetch(`${panel.url}/api/v1/events?limit=0`)
    expect([bad.status, bad.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    const event = await fetch(`${panel.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json' },
      body: '{"specversion":"1.0"}',
    })
    expect(event.status).toBe(400)
    expect((await fetch(`${panel.url}/api/v1/nothing`)).status).toBe(404)
  })
})
