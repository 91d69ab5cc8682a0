import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Headers of the offer that is not taken; the rest of the request is as it came. */
const OFFER: readonly string[] = ['upgrade', 'connection', 'http2-settings']

/** Whether the upgrade asks for a WebSocket and nothing else. */
export const asksForWebSocket = (request: IncomingMessage): boolean =>
  request.headers.upgrade?.toLowerCase() === 'websocket'

/**
 * Answers a request that offers another protocol as if it had not (RFC 9110, 7.8): some clients offer HTTP/2 with every
 * request. Node hands over each offer as an upgrade, so the request is given back to it without the offer.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`]
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(index, index + 2)
    if (!OFFER.includes(name.toLowerCase())) lines.push(`${name}: ${value}`)
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('connection', socket)
}
