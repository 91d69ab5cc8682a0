import { CLOSE } from '@nobet/contracts'
import type { Authenticator, AuthOutcome } from '../../access/authenticator.ts'
import type { Clock } from '../../clock.ts'
import type { EventLog, LogBounds } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { Tracer } from '../../telemetry/tracer.ts'
import { createFlushPacer } from '../flushPacer.ts'
import type { LiveLimits } from '../limits.ts'
import { createBatches } from './batches.ts'
import { createConversation, type StreamDenied } from './conversation.ts'
import { createDeliveryMeter } from './deliveryMeter.ts'
import { createHubSession, type HubSession } from './hubSession.ts'
import type { Link } from './link.ts'
import { createModuleGauge } from './moduleGauge.ts'
import { createPump, isBehind } from './pump.ts'
import { toReceiptRate } from './receiptRate.ts'
import { createRoster } from './roster.ts'
import { createSender } from './sender.ts'
import { createSession } from './session.ts'
import { createSubscriber } from './subscriber.ts'
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
  /** Told of each stream that was not let in. */
  readonly onDenied?: ((denied: StreamDenied) => void) | undefined
  readonly tracer?: Tracer | undefined
}

export interface HubOptions {
  /** Ids of the configured modules: the only ones that become metric labels. */
  readonly modules: readonly string[]
  readonly limits: LiveLimits
}

export interface HubStats {
  readonly sessions: number
  readonly views: number
  readonly behind: number
  readonly flushIntervalMs: number
}

export interface Hub {
  /** `undefined` when there is no room or the hub is draining: the door answers 503. */
  open(link: Link, auth: Promise<AuthOutcome>, address?: string): HubSession | undefined
  /** Whether new sessions are taken; else the seconds after which to come again. */
  admission(): { readonly open: true } | { readonly open: false; readonly retryAfterS: number }
  /** Signs out the streams of a session that has ended. */
  signOut(session: string): void
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
  const { log, clock } = deps
  const { limits } = options
  let draining = false
  let awaySince: number | undefined
  const pacer = createFlushPacer(clock, () => flush())
  const wake = () => pacer.request()
  const parts = createParts(deps, options, wake)
  const { roster, sender, meter, pump, vigil, views, conversation, subscriber } = parts
  const sessionDeps = { clock, roster, conversation, subscriber, wake }

  const flush = () => {
    const bounds = log.bounds()
    if (bounds === undefined) return
    const unfinished = roster.each(pump(bounds))
    meter.flush()
    if (unfinished > 0) wake()
  }

  /** What has stood still for a heartbeat must not look live: clients leave, perhaps for a panel that reads the log. */
  const sendAway = (bounds: LogBounds | undefined) => {
    awaySince = bounds === undefined ? (awaySince ?? clock.monotonic()) : undefined
    if (awaySince === undefined || clock.monotonic() - awaySince < limits.heartbeatMs) return
    roster.each((session) => {
      if (session.stage === 'live') sender.goodbye(session, 'draining', CLOSE.restarting)
      return true
    })
  }

  const sweep = () => {
    const bounds = log.bounds()
    sendAway(bounds)
    // A log that gave nothing when it was asked is asked again here.
    const behind = roster.each(vigil(bounds))
    if (behind > 0) wake()
    cancelSweep = clock.setTimer(sweep, limits.sweepMs)
  }

  const leaveLog = log.onChange(wake)
  let cancelSweep = clock.setTimer(sweep, limits.sweepMs)

  return {
    open(link, auth, address = '') {
      if (draining || roster.full) return undefined
      const session = createSession({ id: deps.newId(), link, now: clock.monotonic(), auth, address })
      roster.add(session)
      return createHubSession(session, sessionDeps)
    },
    admission() {
      const open = !draining && !roster.full && log.bounds() !== undefined
      return open ? { open } : { open, retryAfterS: RETRY_AFTER_S }
    },
    signOut(ended) {
      roster.each((session) => {
        if (session.subscription?.caller.session !== ended) return false
        sender.say(session, { op: 'error', code: 'unauthorized', message: 'the session has ended' })
        sender.close(session, CLOSE.unauthorized, 'signed out')
        return true
      })
    },
    async drain() {
      draining = true
      roster.each((session) => {
        sender.goodbye(session, 'draining', CLOSE.restarting)
        return true
      })
      await roster.emptied()
    },
    stats() {
      const bounds = log.bounds()
      const behind = roster.each((session) => isBehind(session, bounds))
      return { sessions: roster.size, views: views.size, behind, flushIntervalMs: pacer.intervalMs() }
    },
    connections: (module) => parts.gauge.read(module),
    stop() {
      draining = true
      leaveLog()
      cancelSweep()
      pacer.stop()
      roster.each((session) => {
        session.link.destroy()
        roster.remove(session)
        return true
      })
    },
  }
}

/** The parts of the hub; what any of them does for one session is in its own file. */
function createParts(deps: HubDeps, { limits, modules }: HubOptions, wake: () => void) {
  const { log, clock, metrics, reportError, tracer } = deps
  const batches = createBatches({ log, frameBytes: limits.frameBytes, onReady: wake, reportError })
  const sender = createSender({ ...deps, limits })
  const views = createViews()
  const meter = createDeliveryMeter(clock, metrics, tracer)
  const gauge = createModuleGauge(metrics, modules)
  const receiptRate = () => toReceiptRate(roster.size)
  const subscriber = createSubscriber({ log, metrics, limits, receiptRate, views, sender, gauge, onReadable: wake })
  const roster = createRoster({
    metrics,
    sessions: limits.sessions,
    onLeave: (session) => subscriber.leave(session),
    reportError,
  })
  return {
    views,
    sender,
    meter,
    gauge,
    subscriber,
    conversation: createConversation({ ...deps, sender, subscriber, meter, limits }),
    pump: createPump({ clock, batches, sender, meter, metrics, framesPerTurn: limits.framesPerTurn }),
    vigil: createVigil({ clock, sender, limits }),
    roster,
  }
}
