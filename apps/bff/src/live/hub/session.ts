import type { Cursor, Severity } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import type { AuthOutcome } from '../../access/authenticator.ts'
import type { Link } from './link.ts'
import type { View } from './view.ts'

/** An answer to `subscribe … after` that is still being read from the log. */
export interface Replay {
  readonly id: string | number
  readonly view: View
  readonly epoch: string
  readonly until: number
  position: number
  from: Cursor
  answered: boolean
}

/** What a session has once it was welcomed. It is a position in the log, not a queue. */
export interface Subscription {
  readonly caller: Caller
  readonly minSeverity: Severity
  /** Events after this one are live, those up to it were recovered. */
  readonly liveAfter: number
  topics: readonly string[]
  view: View
  epoch: string
  /** Everything up to here has been sent or may not be seen. */
  position: number
  /** `until` of the newest `events` or `lagged` frame: kept apart from the position, so heartbeats do not break the chain. */
  chain: Cursor
  replays: Replay[]
}

export type Stage = 'greeting' | 'authenticating' | 'live' | 'closing' | 'closed'

/** One connection. Times are monotonic milliseconds. */
export interface Session {
  readonly id: string
  readonly link: Link
  readonly openedAt: number
  readonly auth: Promise<AuthOutcome>
  /** The other end of the socket. */
  readonly address: string
  stage: Stage
  subscription: Subscription | undefined
  /** Messages that came while the first was being judged. */
  waiting: string[]
  /** Whole milliseconds: V8 keeps them in the object itself, and this one is set at every write. */
  sentAt: number
  closedAt: number
  badMessages: number
  windowAt: number
  windowMessages: number
  pingedAt: number
  pingsOut: number
  rttMs: number
  stalledAt: number | undefined
  progress: number
}

export interface SessionSpec {
  readonly id: string
  readonly link: Link
  readonly now: number
  readonly auth: Promise<AuthOutcome>
  readonly address: string
}

export const createSession = ({ id, link, now, auth, address }: SessionSpec): Session => ({
  id,
  link,
  openedAt: now,
  auth,
  address,
  stage: 'greeting',
  subscription: undefined,
  waiting: [],
  sentAt: Math.floor(now),
  closedAt: 0,
  badMessages: 0,
  windowAt: now,
  windowMessages: 0,
  pingedAt: now,
  pingsOut: 0,
  rttMs: 0,
  stalledAt: undefined,
  progress: link.progress(),
})
