import type { IncomingMessage, ServerResponse } from 'node:http'
import type { UpstreamId } from '../upstreams/gateway.ts'

/** A request for an upstream on its way through the panel. */
export interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly upstream: UpstreamId
  /** Raw, below the upstream's prefix, without the query. */
  readonly path: string
  /** With its question mark, or empty. */
  readonly query: string
  readonly traceId: string
  readonly requestId: string
  /** Monotonic milliseconds. */
  readonly startedAt: number
}
