import { CLOSE, formatCursor, type Recovery, type Severity, type Subscribe, type Unsubscribe } from '@nobet/contracts'
import { type Caller, maySubscribe } from '@nobet/domain/access'
import type { EventLog, LogBounds } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { LiveLimits } from '../limits.ts'
import type { ModuleGauge } from './moduleGauge.ts'
import { judgeRecovery, type Start } from './recovery.ts'
import type { Sender } from './sender.ts'
import type { Session, Subscription } from './session.ts'
import type { Views } from './view.ts'

/** What a session asks to see when it begins. */
export interface Wish {
  readonly topics: readonly string[]
  readonly minSeverity?: Severity | undefined
  readonly after?: string | undefined
}

export interface Refusal {
  readonly code: 'rate_limited' | 'too_large'
  readonly message: string
}

/** Sets and changes what sessions see. Topics have passed the grammar; here they are narrowed to what is permitted. */
export interface Subscriber {
  welcome(session: Session, caller: Caller, wish: Wish): void
  subscribe(session: Session, frame: Subscribe): Refusal | undefined
  unsubscribe(session: Session, frame: Unsubscribe): void
  /** Gives back what the session held. */
  leave(session: Session): void
}

export interface SubscriberDeps {
  readonly log: EventLog
  readonly views: Views
  readonly sender: Sender
  readonly metrics: Metrics
  readonly gauge: ModuleGauge
  readonly limits: LiveLimits
  /** Share of their reports that clients who come now are asked for. */
  readonly receiptRate: () => number
  readonly onReadable: () => void
}

export function createSubscriber(deps: SubscriberDeps): Subscriber {
  const { log, views, sender, metrics, gauge, limits } = deps

  const countRecovery = (after: string | undefined, { state }: Recovery) => {
    if (after !== undefined) metrics.streamRecoveries.inc({ state })
  }

  const look = (subscription: Subscription, topics: readonly string[]) => {
    const { caller, minSeverity } = subscription
    const view = views.acquire({ caller, topics, minSeverity })
    views.release(subscription.view)
    gauge.change(subscription.topics, topics)
    subscription.view = view
    subscription.topics = topics
  }

  const reply = (session: Session, held: Subscription, id: string | number, denied: string[], recovery: Recovery) =>
    sender.say(session, {
      op: 'subscribed',
      id,
      cursor: formatCursor({ epoch: held.epoch, offset: held.position }),
      topics: [...held.topics],
      denied,
      recovery,
    })

  const replay = (held: Subscription, frame: Subscribe, added: readonly string[], start: Start) => {
    const { caller, minSeverity, topics, epoch } = held
    held.replays.push({
      id: frame.id,
      view: views.acquire({ caller, topics: added, minSeverity, except: topics }),
      epoch,
      until: held.position,
      position: start.position,
      from: formatCursor({ epoch, offset: start.position }),
      answered: false,
    })
  }

  return {
    welcome(session, caller, wish) {
      const bounds = log.bounds()
      if (bounds === undefined) return sender.goodbye(session, 'draining', CLOSE.restarting)
      const topics = [...new Set(wish.topics)].filter((topic) => maySubscribe(caller, topic))
      const minSeverity = wish.minSeverity ?? 'debug'
      const { position, recovery } = judgeRecovery(bounds, wish.after)
      const { epoch, head } = bounds
      session.stage = 'live'
      session.subscription = {
        caller,
        minSeverity,
        liveAfter: head,
        topics,
        view: views.acquire({ caller, topics, minSeverity }),
        epoch,
        position,
        chain: formatCursor({ epoch, offset: position }),
        replays: [],
      }
      gauge.change([], topics)
      countRecovery(wish.after, recovery)
      sender.say(session, {
        op: 'welcome',
        session: session.id,
        cursor: formatCursor({ epoch, offset: head }),
        user: { name: caller.name, role: caller.role },
        heartbeatMs: limits.heartbeatMs,
        receiptRate: deps.receiptRate(),
        recovery,
      })
      deps.onReadable()
    },

    subscribe(session, frame) {
      const held = session.subscription
      if (held === undefined) return undefined
      const permitted = frame.topics.filter((topic) => maySubscribe(held.caller, topic))
      const added = [...new Set(permitted)].filter((topic) => !held.topics.includes(topic))
      if (held.topics.length + added.length > limits.topicsHeld) {
        return { code: 'too_large', message: `a session holds at most ${limits.topicsHeld} topics` }
      }
      if (frame.after !== undefined && held.replays.length >= limits.replays) {
        return { code: 'rate_limited', message: `at most ${limits.replays} recoveries of topics at a time` }
      }
      const start = judgeRecovery(boundsFor(held, log), frame.after, held.position)
      countRecovery(frame.after, start.recovery)
      if (frame.after !== undefined && start.recovery.state !== 'none') replay(held, frame, added, start)
      look(held, [...held.topics, ...added])
      const denied = frame.topics.filter((topic) => !maySubscribe(held.caller, topic))
      reply(session, held, frame.id, denied, start.recovery)
      deps.onReadable()
      return undefined
    },

    unsubscribe(session, frame) {
      const held = session.subscription
      if (held === undefined) return
      look(
        held,
        held.topics.filter((topic) => !frame.topics.includes(topic)),
      )
      reply(session, held, frame.id, [], { state: 'complete', recovered: 0, lost: 0 })
    },

    leave(session) {
      const held = session.subscription
      if (held === undefined) return
      session.subscription = undefined
      gauge.change(held.topics, [])
      for (const { view } of [held, ...held.replays]) views.release(view)
    },
  }
}

/** The session's own epoch counts until `lagged` has told it of another. */
function boundsFor(held: Subscription, log: EventLog): LogBounds {
  const bounds = log.bounds()
  return bounds?.epoch === held.epoch ? bounds : { epoch: held.epoch, first: held.position + 1, head: held.position }
}
