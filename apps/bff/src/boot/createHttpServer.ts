import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000

/** The application behind a plain HTTP/1.1 server. A request that is none (RFC 9112, 3.2) is told so in problem+json. */
export function createHttpServer(app: Hono<AppEnv>): Server {
  const listener = getRequestListener(app.fetch, { errorHandler: refuse })
  // The adapter's listener also answers HTTP/2; here it is given HTTP/1 only.
  return createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    listener as RequestListener,
  )
}

/** The application answers for its own faults; what comes here never reached it. */
const refuse = (error: unknown): Response =>
  error instanceof RequestError
    ? problem({ status: 400, code: 'bad-request', title: 'Not a valid HTTP request', detail: error.message })
    : problem({ status: 500, code: 'internal', title: 'The panel failed on this request' })
