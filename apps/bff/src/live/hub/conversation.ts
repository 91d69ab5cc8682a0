import { type ClientFrame, CLOSE, type Hello, isTopicPattern, type StreamError } from '@nobet/contracts'
import type { Authenticator, AuthOutcome } from '../../access/authenticator.ts'
import type { Clock } from '../../clock.ts'
import type { EventLog } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { LiveLimits } from '../limits.ts'
import { decodeClientFrame } from './decodeClientFrame.ts'
import type { DeliveryMeter } from './deliveryMeter.ts'
import { findEntry } from './findEntry.ts'
import type { Sender } from './sender.ts'
import type { Session } from './session.ts'
import type { Subscriber } from './subscriber.ts'

const WINDOW_MS = 1_000

/** A hello that was refused. `actor` is there when it is known who it was. */
export interface StreamDenied {
  readonly actor?: string
  readonly reason: string
  readonly address: string
}

export interface ConversationDeps {
  readonly clock: Clock
  readonly log: EventLog
  readonly authenticator: Authenticator
  readonly metrics: Metrics
  readonly sender: Sender
  readonly subscriber: Subscriber
  readonly meter: DeliveryMeter
  readonly limits: LiveLimits
  readonly reportError: (error: unknown) => void
  readonly onDenied?: ((denied: StreamDenied) => void) | undefined
}

export interface Conversation {
  /** One text message. */
  hear(session: Session, text: string): void
  /** Anything that is not a text message of ours. */
  refuse(session: Session, message: string): void
  /** Counts a message of any kind; `false` when the session was dropped for sending too many. */
  admit(session: Session): boolean
}

/** Asked anew: it changes while something is awaited. */
const isAuthenticating = ({ stage }: Session): boolean => stage === 'authenticating'

/** Understands what a client says (PROTOCOL "Client → server") and answers in kind. */
export function createConversation(deps: ConversationDeps): Conversation {
  const { sender, subscriber, limits, metrics } = deps

  const fail = (session: Session, code: StreamError['code'], message: string, id?: string | number) =>
    sender.say(session, { op: 'error', code, message, ...(id === undefined ? {} : { id }) })

  const breakOff = (session: Session, message: string) => {
    fail(session, 'protocol', message)
    sender.drop(session, CLOSE.protocol, 'protocol')
  }

  const refuse = (session: Session, message: string, id?: string | number) => {
    metrics.badInput.inc({ door: session.link.transport, reason: 'bad_message' })
    session.badMessages += 1
    fail(session, 'bad_message', message, id)
    if (session.badMessages >= limits.badMessages) sender.drop(session, CLOSE.protocol, 'protocol')
  }

  const admit = (session: Session): boolean => {
    const now = deps.clock.monotonic()
    if (now - session.windowAt >= WINDOW_MS) {
      session.windowAt = now
      session.windowMessages = 0
    }
    session.windowMessages += 1
    if (session.windowMessages <= limits.inboundPerSecond) return true
    fail(session, 'rate_limited', `more than ${limits.inboundPerSecond} messages a second`)
    sender.drop(session, CLOSE.tooFastOrSlow, 'rate')
    return false
  }

  /** A list with one bad topic is refused as a whole. */
  const findUnknownTopic = (topics: readonly string[]) => topics.find((topic) => !isTopicPattern(topic))
  const refuseTopic = (session: Session, topic: string, id?: string | number) => {
    metrics.badInput.inc({ door: session.link.transport, reason: 'unknown_topic' })
    fail(session, 'unknown_topic', `"${topic.slice(0, 100)}" is not a topic`, id)
  }

  const turnAway = (session: Session, outcome: Exclude<AuthOutcome, { kind: 'caller' }>) => {
    const { address } = session
    switch (outcome.kind) {
      case 'unauthorized':
        deps.onDenied?.({ reason: outcome.fault ?? 'unauthorized', address })
        fail(session, 'unauthorized', outcome.reason)
        return sender.drop(session, CLOSE.unauthorized, 'unauthorized')
      case 'limited':
        deps.onDenied?.({ reason: 'too-many-attempts', address })
        fail(session, 'rate_limited', 'too many refused tokens from this address')
        return sender.drop(session, CLOSE.tooFastOrSlow, 'rate')
      case 'unavailable':
        return sender.goodbye(session, 'draining', CLOSE.restarting)
    }
  }

  const greet = async (session: Session, hello: Hello) => {
    const { address } = session
    const outcome = await deps.authenticator.fromHello(hello, await session.auth, address)
    if (session.stage !== 'authenticating') return
    if (outcome.kind !== 'caller') return turnAway(session, outcome)
    if (outcome.caller.publisher !== undefined) {
      deps.onDenied?.({ actor: outcome.caller.name, reason: 'publisher', address })
      fail(session, 'forbidden', "a module's token may publish, not read")
      return sender.drop(session, CLOSE.forbidden, 'forbidden')
    }
    if (hello.after !== undefined) {
      await deps.log.reach(hello.after)
      if (!isAuthenticating(session)) return
    }
    subscriber.welcome(session, outcome.caller, hello)
    for (const text of session.waiting.splice(0)) hear(session, text)
  }

  const onHello = (session: Session, hello: Hello) => {
    if (session.stage !== 'greeting') return breakOff(session, 'a second hello')
    const unknown = findUnknownTopic(hello.topics)
    if (unknown !== undefined) return refuseTopic(session, unknown)
    session.stage = 'authenticating'
    greet(session, hello).catch((error: unknown) => {
      deps.reportError(error)
      sender.goodbye(session, 'draining', CLOSE.restarting)
    })
  }

  const onReceipt = async (session: Session, frame: Extract<ClientFrame, { op: 'receipt' }>) => {
    const heardAt = deps.clock.monotonic()
    const entry = await findEntry(deps.log, frame.cursor)
    // A receipt for what the log no longer holds is late, not wrong.
    if (entry === undefined || session.stage !== 'live') return
    const { rttMs, link } = session
    if (deps.meter.received(link.transport, entry, { ...frame, rttMs, heardAt })) return
    metrics.badInput.inc({ door: link.transport, reason: 'receipt' })
  }

  const answer = (session: Session, frame: ClientFrame): void => {
    switch (frame.op) {
      case 'hello':
        return onHello(session, frame)
      case 'subscribe':
      case 'unsubscribe': {
        const unknown = findUnknownTopic(frame.topics)
        if (unknown !== undefined) return refuseTopic(session, unknown, frame.id)
        if (frame.op === 'unsubscribe') return subscriber.unsubscribe(session, frame)
        const refusal = subscriber.subscribe(session, frame)
        return refusal === undefined ? undefined : fail(session, refusal.code, refusal.message, frame.id)
      }
      case 'ping':
        return sender.say(session, {
          op: 'pong',
          ...(frame.id === undefined ? {} : { id: frame.id }),
          time: new Date(deps.clock.now()).toISOString(),
        })
      case 'receipt':
        onReceipt(session, frame).catch(deps.reportError)
    }
  }

  function hear(session: Session, text: string): void {
    if (session.stage === 'closing' || session.stage === 'closed') return
    if (session.stage === 'authenticating') return void session.waiting.push(text)
    const decoded = decodeClientFrame(text)
    const op = decoded.kind === 'frame' ? decoded.frame.op : decoded.op
    if (session.stage === 'greeting' && op !== undefined && op !== 'hello') {
      return breakOff(session, 'the first message must be hello')
    }
    if (session.stage === 'live' && op === 'hello') return breakOff(session, 'a second hello')
    if (decoded.kind === 'bad') return refuse(session, decoded.message, decoded.id)
    answer(session, decoded.frame)
  }

  return { hear, refuse, admit }
}
