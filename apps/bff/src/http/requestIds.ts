const TRACEPARENT_PATTERN = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/
const REQUEST_ID_PATTERN = /^[\w.-]{1,64}$/
const TRACE_ID_CHARS = 32
const REQUEST_ID_CHARS = 16
/** Randomness is fetched for so many ids at a time: a call for each would cost more than the id. */
const IDS_AT_ONCE = 128

export interface RequestIds {
  readonly traceId: string
  readonly requestId: string
}

/** The ids of a request: the caller's trace is joined, its request id kept when it is one. */
export function createRequestIds(randomBytes: (size: number) => Uint8Array) {
  let pool = ''
  const newTraceId = () => {
    if (pool === '') pool = Buffer.from(randomBytes((IDS_AT_ONCE * TRACE_ID_CHARS) / 2)).toString('hex')
    const id = pool.slice(0, TRACE_ID_CHARS)
    pool = pool.slice(TRACE_ID_CHARS)
    return id
  }
  return (header: (name: string) => string | undefined): RequestIds => {
    const traceId = TRACEPARENT_PATTERN.exec(header('traceparent') ?? '')?.[1] ?? newTraceId()
    const given = header('x-request-id') ?? ''
    return { traceId, requestId: REQUEST_ID_PATTERN.test(given) ? given : traceId.slice(0, REQUEST_ID_CHARS) }
  }
}
