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
  readonly onWritable: (ws: WebSocket) => void
}

/** An empty ping as it goes over the wire. */
const PING = Buffer.from([0x89, 0])
const TEXT = { binary: false, compress: false, fin: true }

/** One WebSocket as the hub sees it. It is full while more than `socketBytes` wait in this process. */
export const createWebSocketLink = (spec: WebSocketLinkSpec): Link => new SocketLink(spec)

/** Thousands are held at once: an object with fields is a fifth of what as many closures take. */
class SocketLink implements Link {
  readonly transport = 'websocket'
  readonly #ws: WebSocket
  readonly #socket: Socket
  readonly #socketBytes: number
  readonly #direct: boolean
  readonly #onWritable: (ws: WebSocket) => void
  readonly #onSent = () => this.#sent()
  #written = 0
  #full = false

  constructor({ ws, socket, socketBytes, mode, onWritable }: WebSocketLinkSpec) {
    this.#ws = ws
    this.#socket = socket
    this.#socketBytes = socketBytes
    // Only an extension makes the library hold messages back; without one all that it sends is in the socket at once,
    // so what we write ourselves keeps its place in the order.
    this.#direct = mode === 'direct' && ws.extensions === ''
    this.#onWritable = onWritable
  }

  ready(): boolean {
    return this.#socket.writableLength <= this.#socketBytes
  }

  write(frame: OutFrame): void {
    if (this.#direct && this.#isOpen()) this.#socket.write(toMessage(frame), this.#onSent)
    else this.#ws.send(frame.json, TEXT, this.#onSent)
    if (!this.ready()) this.#full = true
  }

  pending(): number {
    return this.#socket.writableLength
  }

  progress(): number {
    return this.#written * WRITE_WEIGHT - queuedInSystem(this.#socket)
  }

  ping(): void {
    if (!this.#isOpen()) return
    if (this.#direct) this.#socket.write(PING)
    else this.#ws.ping()
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason)
  }

  destroy(): void {
    this.#ws.terminate()
  }

  #isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN
  }

  #sent(): void {
    this.#written += 1
    if (!this.#full || !this.ready()) return
    this.#full = false
    this.#onWritable(this.#ws)
  }
}

/** Built by the first session that is sent the frame, for all of them. */
const toMessage = (frame: OutFrame): Buffer => (frame.message ??= toTextMessage(frame.json))
