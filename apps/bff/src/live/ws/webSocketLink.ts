import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Link } from '../hub/link.ts'
import type { OutFrame } from '../hub/outFrame.ts'
import { queuedInSystem, WRITE_WEIGHT } from '../writeProgress.ts'
import { toTextMessage } from './toTextMessage.ts'

/** `direct` writes finished messages to the socket, `library` leaves framing to `ws`. Clients see no difference. */
export type WriteMode = 'direct' | 'library'

export interface WebSocketLinkSpec {
  readonly ws: WebSocket
  readonly socket: Socket
  readonly socketBytes: number
  readonly mode: WriteMode
  readonly onWritable: () => void
}

const TEXT = { binary: false, compress: false, fin: true }

/** One WebSocket as the hub sees it. It is full while more than `socketBytes` wait in this process. */
export function createWebSocketLink({ ws, socket, socketBytes, mode, onWritable }: WebSocketLinkSpec): Link {
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
      if (mode === 'direct' && holdsNothing(ws, socket)) socket.write(toMessage(frame), onSent)
      else ws.send(frame.json, TEXT, onSent)
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

/** The library may hold frames back (while it compresses); only what is in the socket already is in order with ours. */
const holdsNothing = (ws: WebSocket, socket: Socket): boolean =>
  ws.readyState === ws.OPEN && ws.bufferedAmount === socket.writableLength

/** Built by the first session that is sent the frame, for all of them. */
const toMessage = (frame: OutFrame): Buffer => (frame.message ??= toTextMessage(frame.json))
