import type { User } from '@nobet/contracts'
import type { EndKind, Transport } from '../transport/transport.ts'

/** Times are epoch milliseconds. `nextTryAt` in the past means that a try is under way. */
export type LinkState =
  /** Never connected yet. */
  | { readonly kind: 'connecting'; readonly since: number; readonly attempt: number; readonly nextTryAt: number }
  /** On WebSocket. The only state in which a screen may be green as a matter of course. */
  | { readonly kind: 'live'; readonly transport: 'websocket'; readonly since: number }
  /** Events still come, over a lesser transport; over `poll` a value may be up to `maxAgeMs` old. */
  | {
      readonly kind: 'fallback'
      readonly transport: 'sse' | 'poll'
      readonly since: number
      readonly maxAgeMs: number
    }
  /** Was connected, is not: nothing on the screen is live. `attempt` is the number of the coming try, from 1. */
  | { readonly kind: 'reconnecting'; readonly since: number; readonly attempt: number; readonly nextTryAt: number }
  /** Several tries over every transport have failed. */
  | { readonly kind: 'offline'; readonly since: number; readonly attempt: number; readonly nextTryAt: number }
  /** The server will not let this caller in; tried again only slowly, or by `reconnectNow`. */
  | {
      readonly kind: 'unauthorized'
      readonly reason: 'unauthorized' | 'forbidden'
      readonly since: number
      readonly nextTryAt: number
    }
  | { readonly kind: 'stopped'; readonly since: number }

/** One transport tried, come up, or gone down. */
export interface Transition {
  readonly at: number
  readonly transport: Transport
  readonly outcome: 'opened' | 'failed' | 'ended' | 'left'
  /** For `failed` and `ended`: the kind of end. */
  readonly reason?: EndKind
  readonly text: string
  /** WebSocket close code or HTTP status. */
  readonly code?: number
}

export const TRANSITIONS_MAX = 50

/** Counts run from the client's start. */
export interface LinkStats {
  readonly transport: Transport | undefined
  readonly forced: Transport | undefined
  readonly session: string | undefined
  readonly user: User | undefined
  /** Where a new connection would resume. */
  readonly cursor: string | undefined
  readonly roundTripMs: number | undefined
  readonly eventsPerSecond: number
  readonly received: number
  readonly duplicates: number
  /** Events that came late, after a break. */
  readonly recovered: number
  /** Log positions known to be lost; breaks of unknown size are counted in `unknownLosses`. */
  readonly lost: number
  readonly unknownLosses: number
  readonly malformed: number
  readonly lastMalformed: string | undefined
  /** Topics asked for and not permitted, as far as the server has said. */
  readonly denied: readonly string[]
  /** What the server last said in an `error` frame. */
  readonly lastError: string | undefined
  /** WebSocket does not pass while HTTP does: a proxy on the way lacks the upgrade headers. */
  readonly upgradeBlocked: boolean
  /** Oldest first, the last {@link TRANSITIONS_MAX}. */
  readonly history: readonly Transition[]
}

export interface LinkReport {
  readonly state: LinkState
  readonly stats: LinkStats
}

/** Whether events are arriving now over some transport. */
export const isConnected = (state: LinkState): boolean => state.kind === 'live' || state.kind === 'fallback'
