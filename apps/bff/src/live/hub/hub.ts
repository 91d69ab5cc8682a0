import { CLOSE } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import type { Authenticator, AuthOutcome } from '../../access/authenticator.ts'
import type { Clock } from '../../clock.ts'
import type { EventLog } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { createFlushPacer } from '../flushPacer.ts'
import type { LiveLimits } from '../limits.ts'
import { createBatches } from './batches.ts'
import { createConversation } from './conversation.ts'
import { createDeliveryMeter } from './deliveryMeter.ts'
import type { Link, Transport } from './link.ts'
import { createModuleGauge } from './moduleGauge.ts'
import { createPump, isBehind } from './pump.ts'
import { createSender } from './sender.ts'
import { createSession, type Session } from './session.ts'
import { createSubscriber, type Wish } from './subscriber.ts'
import { createViews } from './view.ts'
import { createVigil } from './vigil.ts'

export interface HubDeps {
  readonly log: EventLog
  readonly clock: Clock
  readonly random: () => number
  readonly newId: () => string
  readonly metrics: Metrics
  readonly authenticator: Authenticator
  readonly reportError: (error: unknown) => void
}

export interface HubOptions {
  /** Ids of the configured modules: the only ones that become metric labels. */
  readonly modules: readonly string[]
  readonly limits: LiveLimits
  /** Share of events for which clients are asked to report their durations. */
  readonly receiptRate: number
}

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

export interface HubStats {
  readonly sessions: number
  readonly views: number
  readonly behind: number
  readonly flushIntervalMs: number
}

export interface Hub {
  /** `undefined` when there is no room or the hub is draining: the door answers 503. */
  open(link: Link, auth: Promise<AuthOutcome>): HubSession | undefined
  /** Whether new sessions are taken; else the seconds after which to come again. */
  admission(): { readonly open: true } | { readonly open: false; readonly retryAfterS: number }
  /** Says goodbye to every session and resolves when all are gone. */
  drain(): Promise<void>
  stats(): HubStats
  /** Sessions that see a configured module now, by name or by pattern. */
  connections(module: string): number | undefined
  stop(): void
}

const RETRY_AFTER_S = 1

/** Sessions as positions in the log: one loop reads on for each of them while its socket takes bytes. */
export function startHub(deps: HubDeps, options: HubOptions): Hub {
  const { log, clock, metrics, reportError } = deps
  const { limits } = options
  const sessions = new Set<Session>()
  let draining = false
  let onEmpty: (() => void) | undefined

  const pacer = createFlushPacer(clock, () => flush())
  const batches = createBatches({ log, frameBytes: limits.frameBytes, onReady: pacer.request, reportError })
  const sender = createSender({ ...deps, limits })
  const views = createViews()
  const meter = createDeliveryMeter(clock, metrics)
  const gauge = createModuleGauge(metrics, options.modules)
  const subscriber = createSubscriber({ ...deps, ...options, views, sender, gauge, onReadable: pacer.request })
  const conversation = createConversation({ ...deps, sender, subscriber, meter, limits })
  const pump = createPump({ batches, sender, meter, metrics, framesPerTurn: limits.framesPerTurn })
  const vigil = createVigil({ clock, sender, limits })

  /** One session that fails is closed and reported; the others do not notice. */
  const isolate = <T>(session: Session, act: () => T): T | undefined => {
    try {
      return act()
    } catch (error) {
      reportError(error)
      session.link.destroy()
      return undefined
    }
  }

  function flush() {
    const bounds = log.bounds()
    if (bounds === undefined) return
    let more = false
    for (const session of sessions) more = isolate(session, () => pump(session, bounds)) === true || more
    meter.flush()
    if (more) pacer.request()
  }

  const sweep = () => {
    const bounds = log.bounds()
    for (const session of sessions) isolate(session, () => vigil(session, bounds))
    pacer.request()
    cancelSweep = clock.setTimer(sweep, limits.sweepMs)
  }

  const forget = (session: Session) => {
    if (!sessions.delete(session)) return
    session.stage = 'closed'
    metrics.streamConnections.dec({ transport: session.link.transport })
    subscriber.leave(session)
    if (sessions.size === 0) onEmpty?.()
  }

  const toHandle = (session: Session): HubSession => ({
    hear(text) {
      if (conversation.admit(session)) isolate(session, () => conversation.hear(session, text))
    },
    refuse(message) {
      if (conversation.admit(session)) conversation.refuse(session, message)
    },
    admit: () => conversation.admit(session),
    begin: (caller, wish) => subscriber.welcome(session, caller, wish),
    writable: pacer.request,
    pong() {
      session.pingsOut = 0
      session.rttMs = clock.monotonic() - session.pingedAt
    },
    gone: () => forget(session),
  })

  const leaveLog = log.onChange(pacer.request)
  let cancelSweep = clock.setTimer(sweep, limits.sweepMs)
  for (const transport of ['websocket', 'sse'] satisfies Transport[]) metrics.streamConnections.set({ transport }, 0)

  return {
    open(link, auth) {
      if (draining || sessions.size >= limits.sessions) return undefined
      const session = createSession({ id: deps.newId(), link, now: clock.monotonic(), auth })
      sessions.add(session)
      metrics.streamConnections.inc({ transport: link.transport })
      return toHandle(session)
    },
    admission() {
      const open = !draining && sessions.size < limits.sessions && log.bounds() !== undefined
      return open ? { open } : { open, retryAfterS: RETRY_AFTER_S }
    },
    async drain() {
      draining = true
      if (sessions.size === 0) return
      const empty = new Promise<void>((resolve) => {
        onEmpty = resolve
      })
      for (const session of [...sessions]) sender.goodbye(session, 'draining', CLOSE.restarting)
      await empty
    },
    connections: (module) => gauge.read(module),
    stats() {
      const bounds = log.bounds()
      const behind = [...sessions].filter((session) => isBehind(session, bounds)).length
      return { sessions: sessions.size, views: views.size, behind, flushIntervalMs: pacer.intervalMs() }
    },
    stop() {
      draining = true
      leaveLog()
      cancelSweep()
      pacer.stop()
      for (const session of [...sessions]) {
        session.link.destroy()
        forget(session)
      }
    },
  }
}
