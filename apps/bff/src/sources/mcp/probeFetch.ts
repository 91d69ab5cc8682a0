import type { Readable } from 'node:stream'
import type { FetchLike } from '@modelcontextprotocol/client'
import type { Rung } from '@nobet/contracts'
import type { Pool } from 'undici'
import type { Clock } from '../../clock.ts'
import { ProbeFault, toEvidence } from './probeFault.ts'

/** What one HTTP exchange of a probe came to. Instants are monotonic milliseconds. */
export interface Exchange {
  /** JSON-RPC method, where the request had one. */
  readonly rpc: string | undefined
  readonly startedAt: number
  readonly headersAt: number
  readonly status: number
  readonly contentType: string
}

export interface ProbeFetchDeps {
  readonly pool: Pool
  readonly clock: Pick<Clock, 'monotonic'>
  readonly signal: AbortSignal
  readonly bytesMax: number
  /** Where the climb is now: the rung to blame. */
  readonly stage: () => Rung
  /** Ends the climb. */
  readonly onFault: (fault: ProbeFault) => void
  readonly onHeaders: (exchange: Exchange) => void
}

export interface ProbeFetch {
  readonly fetch: FetchLike
  readonly exchanges: () => readonly Exchange[]
  readonly sessionId: () => string | undefined
}

const NULL_BODY_STATUSES: readonly number[] = [204, 205, 304]
const METHOD_NOT_ALLOWED = 405

/**
 * The only way out of a probe: no redirect is followed, all answers together are capped, the optional GET stream is
 * never opened, and every exchange is kept as evidence, because the client hides it.
 */
export function createProbeFetch(deps: ProbeFetchDeps): ProbeFetch {
  const exchanges: Exchange[] = []
  const limit = createByteLimit(deps)
  let sessionId: string | undefined

  const probeFetch: FetchLike = async (input, init = {}) => {
    if (init.method === 'GET') return new Response(null, { status: METHOD_NOT_ALLOWED })
    const url = new URL(input)
    const rpc = rpcMethodOf(init.body)
    const startedAt = deps.clock.monotonic()
    const answer = await deps.pool.request({
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: { 'user-agent': 'nobet-probe', 'accept-encoding': 'identity', ...toRecord(init.headers) },
      body: typeof init.body === 'string' ? init.body : null,
      signal: init.signal ? AbortSignal.any([init.signal, deps.signal]) : deps.signal,
    })
    const headers = toHeaders(answer.headers)
    const contentType = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    const exchange = {
      rpc,
      startedAt,
      headersAt: deps.clock.monotonic(),
      status: answer.statusCode,
      contentType: toEvidence(contentType),
    }
    exchanges.push(exchange)
    if (rpc === 'initialize') sessionId = headers.get('mcp-session-id') ?? sessionId
    deps.onHeaders(exchange)
    return toResponse(answer.statusCode, headers, answer.body)
  }

  function toResponse(status: number, headers: Headers, body: Readable): Response {
    if (status >= 300 && status < 400) {
      body.on('error', ignoreAbort).destroy()
      throw end(deps, redirected(status, headers.get('location')))
    }
    if (NULL_BODY_STATUSES.includes(status)) {
      body.on('error', ignoreAbort).resume()
      return new Response(null, { status, headers })
    }
    return new Response(limit(body), { status, headers })
  }

  return { fetch: probeFetch, exchanges: () => exchanges, sessionId: () => sessionId }
}

/** An aborted body reports its abort to nobody in particular. */
const ignoreAbort = (): void => undefined

function end(deps: ProbeFetchDeps, fault: ProbeFault): ProbeFault {
  deps.onFault(fault)
  return fault
}

const redirected = (status: number, location: string | null): ProbeFault =>
  new ProbeFault('http', 'redirected', { status, ...(location === null ? {} : { location: toEvidence(location) }) })

function createByteLimit(deps: ProbeFetchDeps) {
  let read = 0
  return (body: Readable): ReadableStream<Uint8Array> =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        body.on('error', (error) => controller.error(error))
        body.on('end', () => controller.close())
        body.on('data', (chunk: Buffer) => {
          read += chunk.byteLength
          if (read > deps.bytesMax) {
            const fault = new ProbeFault(deps.stage(), 'response_too_large', { bytes: deps.bytesMax })
            controller.error(end(deps, fault))
            body.destroy()
            return
          }
          controller.enqueue(new Uint8Array(chunk))
          if ((controller.desiredSize ?? 1) <= 0) body.pause()
        })
      },
      pull: () => void body.resume(),
      cancel: () => void body.destroy(),
    })
}

/** Repeated headers are joined; a value that is not a header value is left out. */
function toHeaders(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) {
    for (const one of [value ?? []].flat()) {
      try {
        headers.append(name, one)
      } catch {
        // A byte no header may hold: the answer is judged without it.
      }
    }
  }
  return headers
}

const toRecord = (headers: RequestInit['headers']): Record<string, string> => Object.fromEntries(new Headers(headers))

function rpcMethodOf(body: unknown): string | undefined {
  if (typeof body !== 'string') return undefined
  const message: unknown = JSON.parse(body)
  if (typeof message !== 'object' || message === null || !('method' in message)) return undefined
  return typeof message.method === 'string' ? message.method : undefined
}
