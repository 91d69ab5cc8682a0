import type { Caller } from '@nobet/domain/access'
import type { Clock } from '../../clock.ts'
import type { Conversation } from './conversation.ts'
import type { Roster } from './roster.ts'
import type { Session } from './session.ts'
import type { Subscriber, Wish } from './subscriber.ts'

/** What a door does with the session of its socket. */
export interface HubSession {
  /** A text message. */
  hear(text: string): void
  refuse(message: string): void
  /** Counts a control message; `false` when the session was dropped for too many. */
  admit(): boolean
  /** Begins without a hello: the door has authenticated the caller and checked the topics' grammar. */
  begin(caller: Caller, wish: Wish): void
  /** The socket takes bytes again. */
  writable(): void
  pong(): void
  /** The socket is gone. */
  gone(): void
}

/** The parts of the hub that sessions act on; one object for all of them. */
export interface HubSessionDeps {
  readonly clock: Clock
  readonly roster: Roster
  readonly conversation: Conversation
  readonly subscriber: Subscriber
  readonly wake: () => void
}

export const createHubSession = (session: Session, deps: HubSessionDeps): HubSession => new SessionHandle(session, deps)

/** Thousands are held at once: an object with fields is a fifth of what as many closures take. */
class SessionHandle implements HubSession {
  readonly #session: Session
  readonly #deps: HubSessionDeps

  constructor(session: Session, deps: HubSessionDeps) {
    this.#session = session
    this.#deps = deps
  }

  hear(text: string): void {
    const { conversation, roster } = this.#deps
    if (conversation.admit(this.#session)) roster.one(this.#session, () => conversation.hear(this.#session, text))
  }

  refuse(message: string): void {
    const { conversation } = this.#deps
    if (conversation.admit(this.#session)) conversation.refuse(this.#session, message)
  }

  admit(): boolean {
    return this.#deps.conversation.admit(this.#session)
  }

  begin(caller: Caller, wish: Wish): void {
    this.#deps.subscriber.welcome(this.#session, caller, wish)
  }

  writable(): void {
    this.#deps.wake()
  }

  pong(): void {
    this.#session.pingsOut = 0
    this.#session.rttMs = this.#deps.clock.monotonic() - this.#session.pingedAt
  }

  gone(): void {
    this.#deps.roster.remove(this.#session)
  }
}
