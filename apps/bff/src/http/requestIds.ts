const TRACEPARENT_PATTERN = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/
const REQUEST_ID_PATTERN = /^[\w.-]{1,64}$/
const TRACE_ID_BYTES = 16

export interface RequestIds {
  readonly traceId: string
  readonly requestId: string
}

/** The ids of a request: the caller's trace is joined, its request id kept when it is one. */
export function toRequestIds(
  header: (name: string) => string | undefined,
  randomBytes: (size: number) => Uint8Array,
): RequestIds {
  const joined = TRACEPARENT_PATTERN.exec(header('traceparent') ?? '')?.[1]
  const traceId = joined ?? Buffer.from(randomBytes(TRACE_ID_BYTES)).toString('hex')
  const given = header('x-request-id') ?? ''
  return { traceId, requestId: REQUEST_ID_PATTERN.test(given) ? given : traceId.slice(0, TRACE_ID_BYTES) }
}
