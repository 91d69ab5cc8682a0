import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { CLOSE, type ServerFrame, STREAM } from '@nobet/contracts'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Player } from '../player/startPlayer.ts'
import { startSession } from './startSession.ts'

/** Above this a socket counts as full and its session waits. */
const BUFFERED_MAX_BYTES = 256 * 1024
const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'

/** What a draining server says before it closes. */
const GOODBYE: ServerFrame = { op: 'goodbye', reason: 'draining', retryAfterMs: 500 }

/** The WebSocket door on a real server: `…/api/v1/stream`, subprotocol `nobet.v1`. */
export function startSockets(player: Player, server: Server): { stop(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: STREAM.inboundBytes })
  server.on('upgrade', (request, socket: Duplex, head) => {
    if (player.isCut('websocket')) return void socket.destroy()
    const isStream = new URL(request.url ?? '/', 'http://loopback').pathname.endsWith('/api/v1/stream')
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
    if (!isStream || !offered.includes(STREAM.subprotocol)) return void socket.end(BAD_REQUEST)
    sockets.handleUpgrade(request, socket, head, (accepted) => acceptSocket(player, accepted))
  })
  return {
    stop() {
      for (const socket of sockets.clients) {
        socket.send(JSON.stringify(GOODBYE))
        socket.close(CLOSE.restarting, 'draining')
      }
      sockets.close()
    },
  }
}

function acceptSocket(player: Player, socket: WebSocket): void {
  const isWritable = () => socket.bufferedAmount < BUFFERED_MAX_BYTES
  const session = startSession(player, {
    send: (frame) => socket.send(JSON.stringify(frame), () => isWritable() && session.drain()),
    close: (code, reason) => socket.close(code, reason),
    isWritable,
  })
  const stopCuts = player.onCut((channels) => channels.includes('websocket') && socket.terminate())
  socket.on('message', (data: Buffer, isBinary) => session.receive(isBinary ? '' : data.toString()))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    session.stop()
    stopCuts()
  })
}
