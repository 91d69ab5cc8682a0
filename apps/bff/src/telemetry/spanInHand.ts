import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span } from '@opentelemetry/api'

/** The span of the work in hand. Empty, and without cost, while nothing is traced. */
export const spanInHand = new AsyncLocalStorage<Span>()

/** The ids of the span in hand, as log lines carry them. */
export function traceInHand(): { readonly trace_id: string; readonly span_id: string } | undefined {
  const context = spanInHand.getStore()?.spanContext()
  return context === undefined ? undefined : { trace_id: context.traceId, span_id: context.spanId }
}
