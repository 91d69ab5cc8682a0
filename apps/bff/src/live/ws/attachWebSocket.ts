import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { STREAM } from '@nobet/contracts'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Authenticator } from '../../access/authenticator.ts'
import type { JudgeUpgrade } from '../../access/judgeUpgrade.ts'
import { toInnerPath } from '../../http/basePath.ts'
import type { ProblemOptions } from '../../http/problem.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { Hub, HubSession } from '../hub/hub.ts'
import type { LiveLimits } from '../limits.ts'
import { refuseUpgrade } from './refuseUpgrade.ts'
import { createWebSocketLink } from './webSocketLink.ts'

const STREAM_PATH = '/api/v1/stream'

export interface WebSocketDoorDeps {
  readonly hub: Hub
  readonly authenticator: Authenticator
  /** Host and Origin rules; `undefined` lets the upgrade in. */
  readonly judgeUpgrade: JudgeUpgrade
  readonly metrics: Metrics
}

export interface WebSocketDoorOptions {
  /** A proxy may keep this prefix or strip it; the stream is found either way. */
  readonly basePath: string
  readonly limits: LiveLimits
}

/** The WebSocket door, on the server's own `upgrade` event. Returns a function that detaches it. */
export function attachWebSocket(server: Server, deps: WebSocketDoorDeps, options: WebSocketDoorOptions): () => void {
  const wss = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: options.limits.inboundBytes,
    handleProtocols: () => STREAM.subprotocol,
  })

  // Unheard, the library would answer a faulty handshake with a page of HTML.
  wss.on('wsClientError', (error, socket) => {
    deps.metrics.badInput.inc({ door: 'websocket', reason: 'handshake' })
    refuseUpgrade(socket, { ...BAD_HANDSHAKE, detail: error.message })
  })

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener a peer that resets during the handshake would end the process.
    socket.on('error', () => socket.destroy())
    const refusal = judge(request, deps, options.basePath)
    if (refusal !== undefined) {
      deps.metrics.badInput.inc({ door: 'websocket', reason: refusal.code })
      return refuseUpgrade(socket, refusal)
    }
    wss.handleUpgrade(request, socket, head, (ws) => openSession(ws, request, deps, options.limits))
  }

  server.on('upgrade', onUpgrade)
  return () => void server.off('upgrade', onUpgrade)
}

function judge(request: IncomingMessage, deps: WebSocketDoorDeps, basePath: string): ProblemOptions | undefined {
  const [asked = ''] = (request.url ?? '').split('?')
  if (toInnerPath(asked, basePath) !== STREAM_PATH) {
    return {
      status: 404,
      code: 'not-found',
      title: 'No stream here',
      detail: `the stream is ${basePath}${STREAM_PATH}`,
    }
  }
  const refusal = deps.judgeUpgrade(request)
  if (refusal !== undefined) return refusal
  if (!offered(request).includes(STREAM.subprotocol)) {
    const title = `Subprotocol ${STREAM.subprotocol} was not offered`
    return { status: 400, code: 'subprotocol', title }
  }
  const admission = deps.hub.admission()
  return admission.open ? undefined : toUnavailable(admission.retryAfterS)
}

const BAD_HANDSHAKE = {
  status: 400,
  code: 'handshake',
  title: 'Not a WebSocket handshake of version 13',
  headers: { 'sec-websocket-version': '13' },
}

const toUnavailable = (retryAfterS: number): ProblemOptions => ({
  status: 503,
  code: 'not-ready',
  title: 'The stream is not available now',
  headers: { 'retry-after': String(retryAfterS) },
})

const offered = (request: IncomingMessage): string[] =>
  (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())

function openSession(ws: WebSocket, request: IncomingMessage, deps: WebSocketDoorDeps, limits: LiveLimits): void {
  const { socket } = request
  const auth = deps.authenticator.fromRequest((name) => [request.headers[name]].flat()[0])
  // Awaited when the hello comes; it may fail before that, and nobody listens yet.
  auth.catch(() => undefined)
  const link = createWebSocketLink(ws, socket, limits.socketBytes, () => session?.writable())
  const session: HubSession | undefined = deps.hub.open(link, auth)
  if (session === undefined) return ws.terminate()
  listen(ws, session, deps.metrics)
}

function listen(ws: WebSocket, session: HubSession, metrics: Metrics): void {
  ws.on('message', (data, isBinary) => {
    if (isBinary) session.refuse('expected a text frame')
    else session.hear(toText(data))
  })
  ws.on('ping', (data) => {
    if (session.admit()) ws.pong(data)
  })
  ws.on('pong', () => session.pong())
  // The library has answered with the standard's code (1002, 1007, 1009) and closes by itself.
  ws.on('error', () => metrics.badInput.inc({ door: 'websocket', reason: 'frame' }))
  ws.on('close', () => session.gone())
}

/** With the default `binaryType` a message is one Buffer; the other shapes are the type's, not the wire's. */
function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()
}
