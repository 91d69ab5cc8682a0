import { FIXED_HEADERS } from '../http/securityHeaders.ts'
import { type ProblemOptions, toProblem } from '../http/problem.ts'
import { PROBLEM_MEDIA_TYPE } from '@nobet/contracts'
import type { UpstreamAnswer, UpstreamFailure } from '../upstreams/gateway.ts'
import { BOUNDS } from '../upstreams/limits.ts'
import { acceptsGzip } from './acceptsGzip.ts'
import { toClientHeaders } from './forwardHeaders.ts'
import type { Visit } from './visit.ts'

/** A client that takes no byte for so long has left without saying so. */
const STALLED_MS = 10_000
const COMPRESSIBLE = /json|^text\/|xml|javascript/

/** What every answer of a proxy carries: it is never a page of the panel's own. In pairs, as they go on the wire. */
const GUARDED: readonly string[] = Object.entries({
  ...FIXED_HEADERS,
  'cache-control': 'no-store',
  'content-security-policy': 'sandbox',
  vary: 'accept-encoding',
}).flat()

type Exchange = Pick<Visit, 'request' | 'response' | 'requestId'>

export interface WrittenAnswer {
  readonly answer: UpstreamAnswer
  /** What a stale answer stands in for, or what the upstream's own error means. */
  readonly failure?: UpstreamFailure
  /** Milliseconds since the upstream gave it. */
  readonly ageMs: number
  /** Milliseconds this request took. */
  readonly tookMs: number
}

/** The upstream's own status and body, with the panel's word on how fresh they are. */
export async function writeAnswer(
  exchange: Exchange,
  { answer, failure, ageMs, tookMs }: WrittenAnswer,
): Promise<void> {
  const { request, response, requestId } = exchange
  const packed = await pack(answer, request.headers['accept-encoding'])
  if (response.destroyed) return
  const { state } = answer
  const pairs = [...GUARDED, 'x-request-id', requestId, 'x-nobet-state', state]
  for (const [name, value] of Object.entries(toClientHeaders(answer.headers))) pairs.push(name, value)
  if (failure !== undefined) pairs.push('x-nobet-failure', failure.kind)
  if (packed.isGzip) pairs.push('content-encoding', 'gzip')
  const timing = `${state === 'live' ? 'upstream' : 'cache'};dur=${tookMs.toFixed(1)}`
  pairs.push('age', String(Math.max(0, Math.floor(ageMs / 1000))), 'server-timing', timing)
  pairs.push('content-length', String(packed.length))
  response.writeHead(answer.status, pairs)
  end(exchange, packed.chunks, answer.onWritten)
}

export function writeProblem(exchange: Exchange, options: ProblemOptions): void {
  const { request, response, requestId } = exchange
  if (response.destroyed || response.headersSent) return
  const body = Buffer.from(JSON.stringify(toProblem(options)))
  const pairs = [...GUARDED, 'x-request-id', requestId, 'content-type', PROBLEM_MEDIA_TYPE]
  // The rest of a body nobody read would pass for a next request.
  const last = request.complete ? options.headers : { connection: 'close', ...options.headers }
  for (const [name, value] of Object.entries(last ?? {})) pairs.push(name, value)
  response.writeHead(options.status, [...pairs, 'content-length', String(body.length)])
  end(exchange, [body])
}

/** The bytes are shared with the cache; a client that stalls is let go, so that it cannot keep them for ever. */
function end({ request, response }: Exchange, chunks: readonly Buffer[], onWritten?: () => void): void {
  if (request.method !== 'HEAD' && chunks.length > 0) {
    // Corked, head and body leave in one call.
    response.cork()
    for (const chunk of chunks) response.write(chunk)
  }
  response.end(onWritten)
  if (!response.writableFinished && response.writableLength > 0) {
    response.setTimeout(STALLED_MS, () => response.destroy())
  }
}

async function pack(answer: UpstreamAnswer, accepted: string | undefined) {
  const { headers } = answer
  const { chunks, length } = answer.bytes
  const isWorthIt = length >= BOUNDS.gzipFromBytes && COMPRESSIBLE.test(headers['content-type'] ?? '')
  if (!isWorthIt || !acceptsGzip(accepted)) return { isGzip: false, chunks, length }
  const packed = await answer.gzipped()
  return { isGzip: true, chunks: [packed], length: packed.length }
}
