import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { formatCursor, type LogItem, parseCursor } from '@nobet/contracts'
import { buildEvent, waitFor } from '@nobet/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { systemClock } from './clock.ts'
import { createStreamClient } from './createStreamClient.ts'
import type { CreateWebSocket } from './wire/socketLike.ts'

/** The browser's own constructor must fit as well as that of `ws`: a check for the compiler. */
export const inBrowsers: CreateWebSocket = (url, protocols) => new globalThis.WebSocket(url, protocols)
const inNode: CreateWebSocket = (url, protocols) => new WebSocket(url, protocols)

const TIMEOUT_MS = 90_000
const cleanUps: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function setUp() {
  const panel = await startPanelServer()
  cleanUps.push(() => panel.stop())
  const offsets: number[] = []
  const client = createStreamClient(
    { createWebSocket: inNode, fetch: globalThis.fetch, clock: systemClock, random: Math.random },
    {
      baseUrl: panel.url,
      topics: ['*'],
      after: panel.cursor(),
      token: () => 'secret',
      role: 'viewer',
      onEvents: ({ items }) => offsets.push(...items.map((item) => Number(item.cursor.split(':')[1]))),
    },
  )
  cleanUps.push(client.stop)
  const on = (transport: string) => waitFor(() => client.report().stats.transport === transport, { timeoutMs: 60_000 })
  return { panel, client, offsets, on }
}

describe('over real sockets', () => {
  it(
    'follows one counter over WebSocket, SSE and long poll and back, with none missing and none doubled',
    async () => {
      const { panel, client, offsets, on } = await setUp()
      let published = 0
      const publish = (count: number) => {
        for (let made = 0; made < count; made += 1) panel.publish()
        published += count
      }
      await on('websocket')
      publish(5)
      panel.shut.add('websocket')
      panel.cutAll()
      publish(5)
      await on('sse')
      publish(5)
      panel.shut.add('sse')
      panel.cutAll()
      publish(5)
      await on('poll')
      publish(5)
      await waitFor(() => offsets.length >= published)
      expect(panel.headers.at(-1)).toMatchObject({ authorization: 'Bearer secret', 'x-nobet-role': 'viewer' })
      panel.shut.clear()
      await on('websocket')
      publish(5)
      await waitFor(() => offsets.length >= published)
      expect(offsets).toEqual(Array.from({ length: published }, (_, index) => index + 1))
      await waitFor(() => client.report().stats.roundTripMs !== undefined)
      expect(client.report()).toMatchObject({ state: { kind: 'live' }, stats: { lost: 0, malformed: 0 } })
    },
    TIMEOUT_MS,
  )

  it(
    'shows a cut at once, and finds a server that comes back',
    async () => {
      const { panel, client, on } = await setUp()
      await on('websocket')
      for (const door of ['websocket', 'sse', 'poll'] as const) panel.shut.add(door)
      panel.cutAll()
      await waitFor(() => client.report().state.kind === 'reconnecting')
      await waitFor(() => client.report().state.kind === 'offline', { timeoutMs: 60_000 })
      panel.shut.clear()
      await waitFor(() => client.report().state.kind === 'live', { timeoutMs: 60_000 })
      expect(client.report().stats.history.map(({ outcome }) => outcome)).toContain('failed')
    },
    TIMEOUT_MS,
  )
})

const toText = (data: RawData): string =>
  Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as ArrayBuffer).toString()

/** A small real panel on a free loopback port: one log behind real sockets. Doors can be shut and sockets cut. */
async function startPanelServer() {
  const shut = new Set<'websocket' | 'sse' | 'poll'>()
  const sessions = new Set<{ chain: number; tell: (text: string) => void; cut: () => void }>()
  const waiting = new Set<() => void>()
  const headers: IncomingMessage['headers'][] = []
  const log: LogItem[] = []
  const at = (offset: number) => formatCursor({ epoch: 'real', offset })
  const offsetOf = (after: string | null | undefined) => parseCursor(after ?? '')?.offset ?? log.length

  const server = createServer(answer)
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'nobet.v1' })
  server.on('upgrade', (request, socket, head) => {
    if (shut.has('websocket')) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data) => {
        const frame = JSON.parse(toText(data)) as { op: string; id?: number; after?: string }
        if (frame.op === 'ping')
          client.send(JSON.stringify({ op: 'pong', id: frame.id, time: new Date().toISOString() }))
        if (frame.op !== 'hello') return
        const session = { chain: 0, tell: (text: string) => client.send(text), cut: () => client.terminate() }
        client.on('close', () => sessions.delete(session))
        welcome(session, frame.after)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server that listens has an address of this shape.
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/base`,
    headers,
    shut,
    cursor: () => at(log.length),
    publish() {
      log.push({ cursor: at(log.length + 1), event: buildEvent() })
      for (const session of sessions) flush(session)
      for (const wake of waiting) wake()
    },
    cutAll() {
      for (const session of sessions) session.cut()
      server.closeAllConnections()
    },
    async stop() {
      for (const session of sessions) session.cut()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    headers.push(request.headers)
    const url = new URL(request.url ?? '', 'http://panel.test')
    const after = url.searchParams.get('after')
    const door = url.pathname === '/base/api/v1/events/stream' ? 'sse' : 'poll'
    if (shut.has(door)) return void response.writeHead(502).end()
    if (door === 'poll') return answerPoll(response, after, Number(url.searchParams.get('wait') ?? 0))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const tell = (text: string) => void response.write(`event: x\ndata: ${text}\n\n`)
    const session = { chain: 0, tell, cut: () => void response.destroy() }
    response.on('close', () => sessions.delete(session))
    welcome(session, after)
  }

  function answerPoll(response: ServerResponse, after: string | null, waitMs: number): void {
    const start = offsetOf(after)
    const send = () => {
      const recovery = { state: 'complete', recovered: log.length - start, lost: 0 }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ events: log.slice(start), cursor: at(log.length), recovery }))
    }
    if (start < log.length || waitMs === 0) return send()
    const wake = () => {
      waiting.delete(wake)
      clearTimeout(timer)
      send()
    }
    const timer = setTimeout(wake, waitMs)
    waiting.add(wake)
    response.on('close', () => {
      clearTimeout(timer)
      waiting.delete(wake)
    })
  }

  function welcome(
    session: { chain: number; tell: (text: string) => void; cut: () => void },
    after?: string | null,
  ): void {
    session.chain = offsetOf(after)
    sessions.add(session)
    const recovery = { state: 'complete', recovered: log.length - session.chain, lost: 0 }
    const user = { name: 'local', role: 'admin' }
    const rest = { cursor: at(log.length), user, heartbeatMs: 5_000, receiptRate: 0, recovery }
    session.tell(JSON.stringify({ op: 'welcome', session: 's', ...rest }))
    flush(session)
  }

  function flush(session: { chain: number; tell: (text: string) => void }): void {
    if (session.chain === log.length) return
    const events = log.slice(session.chain)
    session.tell(JSON.stringify({ op: 'events', events, from: at(session.chain), until: at(log.length) }))
    session.chain = log.length
  }
}
