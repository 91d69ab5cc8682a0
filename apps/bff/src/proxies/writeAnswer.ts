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

/** What every answer of a proxy carries: it is never a page of the panel's own. */
const GUARDED = {
  ...FIXED_HEADERS,
  'cache-control': 'no-store',
  'content-security-policy': 'sandbox',
  vary: 'accept-encoding',
} as const

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
  response.writeHead(answer.status, {
    ...toClientHeaders(answer.headers),
    ...GUARDED,
    'x-request-id': requestId,
    'x-nobet-state': state,
    ...(failure === undefined ? {} : { 'x-nobet-failure': failure.kind }),
    age: String(Math.max(0, Math.floor(ageMs / 1000))),
    'server-timing': `${state === 'live' ? 'upstream' : 'cache'};dur=${tookMs.toFixed(1)}`,
    ...(packed.isGzip ? { 'content-encoding': 'gzip' } : {}),
    'content-length': packed.length,
  })
  end(exchange, packed.chunks)
}

export function writeProblem(exchange: Exchange, options: ProblemOptions): void {
  const { request, response, requestId } = exchange
  if (response.destroyed || response.headersSent) return
  const body = Buffer.from(JSON.stringify(toProblem(options)))
  response.writeHead(options.status, {
    ...GUARDED,
    'x-request-id': requestId,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': body.length,
    // The rest of a body nobody read would pass for a next request.
    ...(request.complete ? {} : { connection: 'close' }),
    ...options.headers,
  })
  end(exchange, [body])
}

/** The bytes are shared with the cache; a client that stalls is let go, so that it cannot keep them for ever. */
function end({ request, response }: Exchange, chunks: readonly Buffer[]): void {
  if (request.method !== 'HEAD' && chunks.length > 0) {
    // Corked, head and body leave in one call.
    response.cork()
    for (const chunk of chunks) response.write(chunk)
  }
  response.end()
  if (!response.writableFinished && response.writableLength > 0) {
    response.setTimeout(STALLED_MS, () => response.destroy())
  }
}

async function pack({ bytes, headers, gzipped }: UpstreamAnswer, accepted: string | undefined) {
  const { chunks, length } = bytes
  const isWorthIt = length >= BOUNDS.gzipFromBytes && COMPRESSIBLE.test(headers['content-type'] ?? '')
  if (!isWorthIt || !acceptsGzip(accepted)) return { isGzip: false, chunks, length }
  const packed = await gzipped()
  return { isGzip: true, chunks: [packed], length: packed.length }
}
