import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import { refuseUpgrade } from '../live/ws/refuseUpgrade.ts'

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000

/**
 * The application behind a plain HTTP/1.1 server. A request that is none (RFC 9112, 3.2) is told so in problem+json.
 * `door` sees each request first and takes what is its own, as it came from the wire.
 */
export function createHttpServer(app: Hono<AppEnv>, door: RawDoor = () => false): Server {
  // The adapter's listener also answers HTTP/2; here it is given HTTP/1 only.
  const listener = getRequestListener(app.fetch, { errorHandler: refuse }) as RequestListener
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => (door(request, response) ? undefined : listener(request, response)),
  )
  return server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy())
    refuseUpgrade(socket, NO_TUNNEL)
  })
}

/** Takes the request and answers it, or leaves it (`false`) to the application. */
export type RawDoor = (request: IncomingMessage, response: ServerResponse) => boolean

const NO_TUNNEL = {
  status: 405,
  code: 'no-tunnel',
  title: 'This panel is no tunnel',
  detail: 'CONNECT is not answered here',
  headers: { allow: 'GET, HEAD, POST, PUT, DELETE' },
} as const

/** The application answers for its own faults; what comes here never reached it. */
const refuse = (error: unknown): Response =>
  error instanceof RequestError
    ? problem({ status: 400, code: 'bad-request', title: 'Not a valid HTTP request', detail: error.message })
    : problem({ status: 500, code: 'internal', title: 'The panel failed on this request' })
