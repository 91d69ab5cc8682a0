import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { formatCursor, type LogItem, parseCursor } from '@nobet/contracts'
import { buildEvent } from '@nobet/testkit'
import { WebSocketServer } from 'ws'

/** A small real panel on a free loopback port: one log behind real sockets. Doors can be shut and sockets cut. */
export async function startPanelServer() {
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
        const frame = JSON.parse(String(data)) as { op: string; id?: number; after?: string }
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
      for (const wake of [...waiting]) wake()
    },
    cutAll() {
      for (const session of [...sessions]) session.cut()
      server.closeAllConnections()
    },
    async stop() {
      for (const session of [...sessions]) session.cut()
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
