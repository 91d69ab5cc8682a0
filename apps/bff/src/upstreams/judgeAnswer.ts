import type { Bytes } from './bytes.ts'
import type { UpstreamFailure, UpstreamId } from './gateway.ts'

type Judged =
  | { readonly kind: 'ok' }
  | (Pick<UpstreamFailure, 'reason'> & { readonly kind: 'timeout' | 'upstreamError' | 'badPayload' })

export interface JudgedAnswer {
  readonly status: number
  readonly contentType: string
  readonly bytes: Bytes
}

/** Enough of a body to find what kind of error it is; Prometheus' error bodies are far shorter. */
const ERROR_HEAD_BYTES = 4_096

/**
 * What an upstream's own answer says of the upstream. A refused query (4xx) is a good answer; a redirect is never
 * followed; Prometheus tells of its time-out in two ways, 503 `timeout` and 422 `execution` "context deadline exceeded".
 */
export function judgeAnswer(upstream: UpstreamId, path: string, answer: JudgedAnswer): Judged {
  const { status, contentType, bytes } = answer
  if (status >= 300 && status < 400) {
    return { kind: 'badPayload', reason: `it answered with a redirect (${status}); redirects are not followed` }
  }
  if (status >= 500 || status === 422) return judgeError(upstream, answer)
  if (status >= 400 || !isApi(path) || bytes.length === 0) return OK
  const isJson = contentType.startsWith('application/json')
  if (isJson) return isWhole(bytes) ? OK : { kind: 'badPayload', reason: 'its JSON breaks off' }
  if (upstream !== 'prometheus' && !isPage(contentType)) return OK
  return { kind: 'badPayload', reason: `it answered ${contentType === '' ? 'without a content type' : contentType}` }
}

function judgeError(upstream: UpstreamId, { status, bytes }: JudgedAnswer): Judged {
  const head = upstream === 'prometheus' ? bytes.whole().toString('utf8', 0, ERROR_HEAD_BYTES) : ''
  const isLate =
    (status === 503 && head.includes('"errorType":"timeout"')) ||
    (status === 422 && head.includes('context deadline exceeded')) ||
    status === 504
  if (isLate) return { kind: 'timeout', reason: `it gave the query up after its own limit (HTTP ${status})` }
  return status === 422 ? OK : { kind: 'upstreamError', reason: `HTTP ${status}` }
}

const OK: Judged = { kind: 'ok' }

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"' }
/** Space around a value; nobody sends more of it. */
const EDGE_BYTES = 64

/** Whether JSON ends with what it began with: all that can be told of megabytes without reading them. */
function isWhole({ chunks, length }: Bytes): boolean {
  const head = chunks[0]?.toString('latin1', 0, EDGE_BYTES).trimStart() ?? ''
  const last = chunks.at(-1)
  const tail = last?.toString('latin1', Math.max(0, last.length - EDGE_BYTES)).trimEnd() ?? ''
  const closing = CLOSING[head.charAt(0)]
  return closing === undefined || (length > 1 && tail.endsWith(closing))
}

const isApi = (path: string): boolean => path.startsWith('/api/') || path.startsWith('/apis/')

/** A page is what a login in front of an upstream answers, never an API. */
const isPage = (contentType: string): boolean => /^(text\/html|application\/xhtml)/.test(contentType)
