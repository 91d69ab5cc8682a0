import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** What the proxy does to each way the panel can be reached. */
export interface Trouble {
  /** `refuse`: answers the upgrade with 400, as a proxy that drops the Upgrade header makes a server do. */
  webSocket: 'pass' | 'refuse'
  sse: 'pass' | 'refuse'
  /** `refuse`: every request is cut at once; nothing comes through. */
  http: 'pass' | 'refuse'
}

export interface TroubledProxy {
  readonly url: string
  readonly trouble: Trouble
  /** Destroys every open stream, both ways, without a closing frame. */
  readonly cut: () => void
  readonly stop: () => Promise<void>
}

/** A reverse proxy between browser and panel whose faults a test can switch. It adds no headers. */
export async function startTroubledProxy(targetPort: number): Promise<TroubledProxy> {
  const trouble: Trouble = { webSocket: 'pass', sse: 'pass', http: 'pass' }
  const open = new Set<Socket | Duplex>()
  const keep = (socket: Socket | Duplex) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  }

  function onRequest(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (trouble.http === 'refuse') return void incoming.socket.destroy()
    const isStream = incoming.url?.includes('/events/stream') === true
    if (isStream && trouble.sse === 'refuse') return void outgoing.writeHead(502).end()
    const upstream = request(
      { host: '127.0.0.1', port: targetPort, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    if (isStream) keep(incoming.socket)
    upstream.on('error', () => incoming.socket.destroy())
    outgoing.on('close', () => upstream.destroy())
    incoming.pipe(upstream)
  }

  function onUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (trouble.http === 'refuse') return void socket.destroy()
    if (trouble.webSocket === 'refuse')
      return void socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    const upstream = connect(targetPort, '127.0.0.1', () => {
      const headers = incoming.rawHeaders.reduce((text, part, i) => text + part + (i % 2 === 0 ? ': ' : '\r\n'), '')
      upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`)
      upstream.write(head)
      socket.pipe(upstream).pipe(socket)
    })
    keep(socket)
    keep(upstream)
  }

  const server = createServer(onRequest).on('upgrade', onUpgrade)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble,
    cut,
    async stop() {
      cut()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
