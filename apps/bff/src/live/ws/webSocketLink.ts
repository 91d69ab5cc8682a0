import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Link } from '../hub/link.ts'
import { queuedInSystem, WRITE_WEIGHT } from '../writeProgress.ts'

const TEXT = { binary: false, compress: false, fin: true }

/** One WebSocket as the hub sees it. It is full while more than `socketBytes` wait in this process. */
export function createWebSocketLink(ws: WebSocket, socket: Socket, socketBytes: number, onWritable: () => void): Link {
  let written = 0
  let full = false
  const ready = () => socket.writableLength <= socketBytes

  const onSent = () => {
    written += 1
    if (!full || !ready()) return
    full = false
    onWritable()
  }

  return {
    transport: 'websocket',
    ready,
    write(frame) {
      ws.send(frame.json, TEXT, onSent)
      if (!ready()) full = true
    },
    pending: () => socket.writableLength,
    progress: () => written * WRITE_WEIGHT - queuedInSystem(socket),
    ping: () => {
      if (ws.readyState === ws.OPEN) ws.ping()
    },
    close: (code, reason) => ws.close(code, reason),
    destroy: () => ws.terminate(),
  }
}
