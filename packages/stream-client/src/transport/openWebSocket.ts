import { type ClientFrame, STREAM } from '@nobet/contracts'
import { decodeFrame } from '../wire/decodeFrame.ts'
import { SOCKET_OPEN, type SocketLike } from '../wire/socketLike.ts'
import { streamUrl } from './endpoints.ts'
import { toEndOfClose, toEndOfError } from './toEnd.ts'
import type { Connection, LinkRequest, OpenTransport, Signal } from './transport.ts'

const NORMAL_CLOSURE = 1000

/** `GET /api/v1/stream` with subprotocol `nobet.v1`; `hello` is sent as soon as the socket is open. */
export const openWebSocket: OpenTransport = (deps, request, onSignal) => {
  let over = false
  let open = false
  let reason = ''
  const tell = (signal: Signal) => {
    if (over) return
    if (signal.kind === 'ended') over = true
    onSignal(signal)
  }

  const socket = createSocket()
  const send = (frame: ClientFrame): boolean => {
    if (over || socket?.readyState !== SOCKET_OPEN) return false
    socket.send(JSON.stringify(frame))
    return true
  }

  socket?.addEventListener('open', () => {
    open = true
    send(toHello(request))
  })
  socket?.addEventListener('message', (event) => {
    const signal = toSignal(event.data)
    if (signal?.kind === 'frame' && signal.frame.op === 'error') reason = signal.frame.message
    if (signal !== undefined) tell(signal)
  })
  socket?.addEventListener('error', () => undefined)
  socket?.addEventListener('close', (event) => {
    tell({ kind: 'ended', end: toEndOfClose({ code: event.code, reason: event.reason || reason }, open) })
  })

  return { transport: 'websocket', send, close: () => close() } satisfies Connection

  function createSocket(): SocketLike | undefined {
    try {
      return deps.createWebSocket(streamUrl(request.baseUrl), [STREAM.subprotocol])
    } catch (error) {
      // A blocked mixed-content or policy-refused socket throws at once; the caller expects it later, as any failure.
      deps.clock.setTimer(() => tell({ kind: 'ended', end: toEndOfError(error, 'refused') }), 0)
      return undefined
    }
  }

  function close(): void {
    over = true
    socket?.close(NORMAL_CLOSURE)
  }
}

function toHello(request: LinkRequest): ClientFrame {
  return {
    op: 'hello',
    topics: [...request.topics],
    minSeverity: request.minSeverity,
    client: request.client,
    ...(request.after === undefined ? {} : { after: request.after }),
    ...(request.token === undefined ? {} : { token: request.token }),
    ...(request.role === undefined ? {} : { role: request.role }),
  }
}

function toSignal(data: unknown): Signal | undefined {
  if (typeof data !== 'string') return { kind: 'malformed', detail: 'a binary frame', mayHoldEvents: true }
  const decoded = decodeFrame(data)
  return decoded.kind === 'unknown' ? undefined : decoded
}
