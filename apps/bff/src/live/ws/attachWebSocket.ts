import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { STREAM } from '@nobet/contracts'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import type { Authenticator } from '../../access/authenticator.ts'
import type { JudgeUpgrade } from '../../access/judgeUpgrade.ts'
import { hasTokenInUrl, TOKEN_IN_URL } from '../../access/tokenInUrl.ts'
import { toInnerPath } from '../../http/basePath.ts'
import type { ProblemOptions } from '../../http/problem.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { Hub } from '../hub/hub.ts'
import type { HubSession } from '../hub/hubSession.ts'
import type { LiveLimits } from '../limits.ts'
import { asksForWebSocket, ignoreUpgrade } from './ignoreUpgrade.ts'
import { refuseUpgrade } from './refuseUpgrade.ts'
import { createWebSocketLink, type WebSocketLinkSpec, type WriteMode } from './webSocketLink.ts'

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
  readonly writes: WriteMode
}

/** The WebSocket door, on the server's own `upgrade` event. Returns a function that detaches it. */
export function attachWebSocket(server: Server, deps: WebSocketDoorDeps, options: WebSocketDoorOptions): () => void {
  const wss = new WebSocketServer({
    noServer: true,
    WebSocket: SessionSocket,
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

  const listen = createListeners(deps.metrics)
  const { writes: mode, limits } = options
  const linkOptions = { mode, socketBytes: limits.socketBytes, onWritable }
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener a peer that resets during the handshake would end the process.
    socket.on('error', destroy)
    if (!asksForWebSocket(request)) return ignoreUpgrade(server, request, socket, head)
    const refusal = judge(request, deps, options.basePath)
    if (refusal !== undefined) {
      deps.metrics.badInput.inc({ door: 'websocket', reason: refusal.code })
      return refuseUpgrade(socket, refusal)
    }
    wss.handleUpgrade(request, socket, head, (ws) => {
      listen(ws)
      openSession(ws, request, deps, linkOptions)
    })
  }

  server.on('upgrade', onUpgrade)
  return () => void server.off('upgrade', onUpgrade)
}

function destroy(this: Duplex): void {
  this.destroy()
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
  if (hasTokenInUrl(request.url ?? '')) return TOKEN_IN_URL
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

/** A socket that knows its session, so that all sockets share their listeners. */
class SessionSocket extends WebSocket {
  session: HubSession | undefined = undefined
}

function openSession(ws: SessionSocket, request: IncomingMessage, deps: WebSocketDoorDeps, options: LinkOptions): void {
  const { socket } = request
  const address = socket.remoteAddress ?? ''
  const auth = deps.authenticator.fromRequest((name) => [request.headers[name]].flat()[0], address)
  // Awaited when the hello comes; it may fail before that, and nobody listens yet.
  auth.catch(ignore)
  ws.session = deps.hub.open(createWebSocketLink({ ws, socket, ...options }), auth, address)
  if (ws.session === undefined) ws.terminate()
}

type LinkOptions = Pick<WebSocketLinkSpec, 'mode' | 'socketBytes' | 'onWritable'>

const onWritable = (ws: WebSocket) => sessionOf(ws)?.writable()

const ignore = (): void => undefined

/** One set of listeners for all sockets of a door. */
function createListeners(metrics: Metrics): (ws: WebSocket) => void {
  function onMessage(this: WebSocket, data: RawData, isBinary: boolean) {
    if (isBinary) sessionOf(this)?.refuse('expected a text frame')
    else sessionOf(this)?.hear(toText(data))
  }
  function onPing(this: WebSocket, data: Buffer) {
    if (sessionOf(this)?.admit() === true) this.pong(data)
  }
  function onPong(this: WebSocket) {
    sessionOf(this)?.pong()
  }
  // The library has answered with the standard's code (1002, 1007, 1009) and closes by itself.
  const onError = () => metrics.badInput.inc({ door: 'websocket', reason: 'frame' })
  function onClose(this: WebSocket) {
    sessionOf(this)?.gone()
  }
  return (ws) => {
    ws.on('message', onMessage).on('ping', onPing).on('pong', onPong).on('error', onError).on('close', onClose)
  }
}

const sessionOf = (ws: WebSocket) => (ws instanceof SessionSocket ? ws.session : undefined)

/** With the default `binaryType` a message is one Buffer; the other shapes are the type's, not the wire's. */
function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()
}
