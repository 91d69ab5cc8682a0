import type { ClientFrame, Role, ServerFrame, Severity } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import type { CreateWebSocket } from '../wire/socketLike.ts'

/** Best first: the order of falling back. */
export const TRANSPORTS = ['websocket', 'sse', 'poll'] as const
export type Transport = (typeof TRANSPORTS)[number]

/** What of `fetch` the link uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface TransportDeps {
  readonly createWebSocket: CreateWebSocket
  readonly fetch: Fetch
  readonly clock: Clock
}

/** What to ask of the server. `after` is where to resume; without it, live from the head of the log. */
export interface LinkRequest {
  readonly baseUrl: string
  readonly topics: readonly string[]
  readonly minSeverity: Severity
  readonly after: string | undefined
  readonly role: Role | undefined
  readonly token: string | undefined
  readonly client: { readonly name: string; readonly version?: string }
}

/** Why a connection, or the try to make one, came to its end. */
export type EndKind =
  | 'cut'
  | 'refused'
  | 'timeout'
  | 'silent'
  | 'unauthorized'
  | 'forbidden'
  | 'protocol'
  | 'busy'
  | 'gap'
  | 'left'

export interface End {
  readonly kind: EndKind
  readonly text: string
  /** WebSocket close code or HTTP status. */
  readonly code?: number
  /** The server's own wish, milliseconds. */
  readonly retryAfterMs?: number
}

export type Signal =
  | { readonly kind: 'frame'; readonly frame: ServerFrame }
  | { readonly kind: 'round-trip'; readonly ms: number }
  /** Something that is no frame; `mayHoldEvents` unless it is known to be of another op. */
  | { readonly kind: 'malformed'; readonly detail: string; readonly mayHoldEvents: boolean }
  | { readonly kind: 'ended'; readonly end: End }

/** One connection, from its first byte on: it says `ended` at most once, and nothing after `close`. */
export interface Connection {
  readonly transport: Transport
  /** `false` when this transport cannot carry it. */
  send(frame: ClientFrame): boolean
  close(): void
}

export type OpenTransport = (
  deps: TransportDeps,
  request: LinkRequest,
  onSignal: (signal: Signal) => void,
) => Connection
