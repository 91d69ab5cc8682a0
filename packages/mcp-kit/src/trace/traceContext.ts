import { AsyncLocalStorage } from 'node:async_hooks'
import { type Random, toHex } from '../random.ts'

const TRACEPARENT_PATTERN = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/
const NO_TRACE = '0'.repeat(32)
const NO_SPAN = '0'.repeat(16)
const SAMPLED = '01'

/** W3C Trace Context of the work in hand: `spanId` is our own span, the caller's is its parent. */
export interface TraceContext {
  readonly traceId: string
  readonly spanId: string
  readonly flags: string
  /** One begun here is kept by nobody: modules send no spans. */
  readonly fromCaller: boolean
}

/** Carries the trace of a request through its handler into whatever the handler publishes or logs. */
export const traceScope = new AsyncLocalStorage<TraceContext>()

/** A child of the caller's span, or a new root when the header is absent or malformed (W3C Trace Context 3.2). */
export function continueTrace(traceparent: string | undefined, random: Random): TraceContext {
  const spanId = toHex(random.bytes(8))
  const match = traceparent === undefined ? null : TRACEPARENT_PATTERN.exec(traceparent)
  const [, traceId, parentId, flags] = match ?? []
  if (traceId === undefined || traceId === NO_TRACE || parentId === NO_SPAN || flags === undefined)
    return { traceId: toHex(random.bytes(16)), spanId, flags: SAMPLED, fromCaller: false }
  return { traceId, spanId, flags, fromCaller: true }
}

/** Whether the caller keeps this trace (W3C Trace Context 3.2.2.5.1). */
export const isKept = ({ flags, fromCaller }: TraceContext): boolean =>
  fromCaller && (Number.parseInt(flags, 16) & 1) === 1

export const formatTraceparent = (trace: TraceContext): string => `00-${trace.traceId}-${trace.spanId}-${trace.flags}`
