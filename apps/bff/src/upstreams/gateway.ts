import type { Bytes } from './bytes.ts'
import type { LeaveSignal } from './leaving.ts'

/** Everything the panel asks over plain HTTP on behalf of somebody. */
export const UPSTREAM_IDS = ['prometheus', 'alertmanager', 'grafana', 'tempo'] as const
export type UpstreamId = (typeof UPSTREAM_IDS)[number]

export interface CachePolicy {
  /** How long an answer serves without asking again; 0: never, it is only kept for {@link staleMs}. */
  readonly ttlMs: number
  /** How long beyond `ttlMs` an answer may stand in for a failing upstream. */
  readonly staleMs: number
}

export interface UpstreamRequest {
  readonly upstream: UpstreamId
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Raw path and query below the configured address, beginning with a slash. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** Changes nothing, so equal ones share one answer and one may be sent twice. Default: `method` is GET. */
  readonly isRead?: boolean
  /** The caller's own leaving; the upstream is told when nobody waits for the answer any more. */
  readonly signal?: LeaveSignal
  /** Reads only; without it nothing is kept. */
  readonly cache?: CachePolicy
  /** One of {@link Gateway.peers}; without it the first peer that answers. */
  readonly peer?: string
}

/** `live`: fetched for this request; `cached`: within its TTL; `stale`: past it, and the upstream failed. */
export type AnswerState = 'live' | 'cached' | 'stale'

/** What an upstream said, whole. `headers` are without those of the connection; names are lower case. */
export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The same bytes in the pieces they came in. */
  readonly bytes: Bytes
  /** Epoch milliseconds at which the upstream gave it. */
  readonly observedAt: number
  /** The same in monotonic milliseconds of this process: no clock that jumps moves the age. */
  readonly at: number
  readonly state: AnswerState
  /** The body gzipped, made once for all who share the answer. */
  gzipped(): Promise<Buffer>
  /** For who looked at `bytes` alone and has done with them: their memory may be read into again. */
  readonly onWritten: () => void
}

/** `stale` carries why the upstream could not be asked: the failure it stands in for. */
export type UpstreamOutcome =
  | { readonly kind: 'ok'; readonly answer: UpstreamAnswer }
  | { readonly kind: 'stale'; readonly answer: UpstreamAnswer; readonly failure: UpstreamFailure }
  | UpstreamFailure
  /** The caller left; nobody reads this. */
  | { readonly kind: 'cancelled' }

/**
 * Why there is no answer, in words for an operator. `answer`: the upstream itself said so, in its own status and body
 * (Prometheus' 503 `timeout` and 422 "context deadline exceeded", any 5xx).
 */
export type UpstreamFailure =
  | { readonly kind: 'timeout'; readonly reason: string; readonly answer?: UpstreamAnswer }
  | { readonly kind: 'upstreamError'; readonly reason: string; readonly answer: UpstreamAnswer }
  | { readonly kind: 'refused' | 'tooLarge' | 'badPayload'; readonly reason: string }
  /** Not asked: it failed too often lately, or too many wait for it already. */
  | { readonly kind: 'circuitOpen' | 'busy'; readonly reason: string; readonly retryAfterMs: number }
  /** `key`: the configuration key that switches it on. */
  | { readonly kind: 'notConfigured'; readonly reason: string; readonly key: string }

/** The one door to Prometheus, Alertmanager, Grafana and Tempo. Nothing it does throws. */
export interface Gateway {
  ask(request: UpstreamRequest): Promise<UpstreamOutcome>
  /** Addresses of the configured peers, without credentials; Alertmanager may have several. */
  peers(upstream: UpstreamId): readonly string[]
}
