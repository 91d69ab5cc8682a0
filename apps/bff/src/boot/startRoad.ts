import { createHash } from 'node:crypto'
import type { CloudEvent } from '@nobet/contracts'
import { type Journal, startJournal } from '../journal/journal.ts'
import type { EventLog, Fence } from '../log/eventLog.ts'
import { createLogHealth, type LogHealth, type LogHealthView } from '../log/logHealth.ts'
import { createLogMetrics } from '../log/logMetrics.ts'
import { createMemoryLog, type MemoryLogBounds } from '../log/memoryLog.ts'
import { createOwnEvents, type OwnEvents } from '../log/ownEvents.ts'
import { type RedisLogDeps, startRedisLog } from '../log/redis/redisLog.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { RoadMetrics } from '../metrics/roadMetrics.ts'
import { traceLog } from '../telemetry/traceLog.ts'
import type { Tracer } from '../telemetry/tracer.ts'
import { toConsoleEvent } from './consoleEvents.ts'
import type { PanelDeps } from './panelDeps.ts'
import type { RedisBacking } from './startBacking.ts'
import type { StopStack } from './stopStack.ts'

const EPOCH_BYTES = 6
/** The panel's last words have so long to reach the log at the end. */
const SETTLE_MS = 500
const LOG_AWAY = ['upstream.degraded', 'warning'] as const

export interface Road {
  readonly kind: 'memory' | 'redis'
  readonly log: EventLog
  readonly journal: Journal
  readonly logHealth: LogHealth
  /** For the panel's own events: while the log is away they wait. */
  readonly publish: (event: CloudEvent, fence?: Fence) => void
}

export interface RoadOptions {
  readonly bounds: MemoryLogBounds
  readonly modules: readonly string[]
}

export interface RoadDeps extends PanelDeps {
  /** Names this process. */
  readonly instance: string
  readonly newId: () => string
  readonly metrics: Metrics
  readonly roadMetrics: RoadMetrics
  readonly reportError: (error: unknown) => void
  readonly tracer: Tracer
  readonly redis: RedisBacking | undefined
}

/** Log and journal, with this process's start as its first event. */
export async function startRoad(deps: RoadDeps, options: RoadOptions, stops: StopStack): Promise<Road> {
  const { clock, reportError, redis } = deps
  const kind = redis === undefined ? 'memory' : 'redis'
  const logHealth = createLogHealth(clock, kind)
  const plain = startLog(deps, options, logHealth, (event) => own.publish(event))
  const log = countFenced(traceLog(plain, deps.tracer), deps.roadMetrics)
  stops.push('log', () => log.stop())
  const own: OwnEvents = createOwnEvents({
    log,
    clock,
    reportError,
    toLossEvent: (dropped) => toConsoleEvent(deps, 'console.events.dropped', 'warning', { dropped }),
    onDropped: (count) => deps.roadMetrics.ownDropped.inc(count),
  })
  stops.push('own events', () => settle(deps, own))
  own.publish(toConsoleEvent(deps, 'console.started', 'info', { log: kind }))
  if (kind === 'memory') await own.settled()
  const journal = startJournal({ log, reportError })
  stops.push('journal', () => journal.stop())
  return { kind, log, journal, logHealth, publish: (event, fence) => own.publish(event, fence) }
}

function startLog(
  deps: RoadDeps,
  { bounds, modules }: RoadOptions,
  health: LogHealth,
  publish: (event: CloudEvent) => void,
): EventLog {
  const newEpoch = () => Buffer.from(deps.randomBytes(EPOCH_BYTES)).toString('hex')
  const base = { ...deps, newEpoch, ...createLogMetrics(deps.metrics, modules) }
  const { redis, roadMetrics, logger } = deps
  if (redis === undefined) {
    roadMetrics.logLive.set(1)
    return createMemoryLog(base, bounds)
  }
  let wasAway = false
  const onLive: RedisLogDeps['onLive'] = (live, error) => {
    health.live(live, error)
    if (wasAway || !live) publish(toLogEvent(deps, health.view(live)))
    wasAway = !live
    roadMetrics.logLive.set(live ? 1 : 0)
    logger[live ? 'info' : 'warn'](live ? {} : { err: error }, live ? 'the log is live' : 'the log is away')
  }
  const onEpoch: RedisLogDeps['onEpoch'] = (change) => {
    roadMetrics.epochs.inc()
    roadMetrics.epochLost.inc(change.lost)
    logger.error({ ...change }, 'the log lost events: a new epoch begins')
    publish(toLostEvent(deps, change))
  }
  return startRedisLog({ ...base, openRedis: redis.open, onLive, onEpoch }, bounds)
}

/** Not an error: the work was done by another panel. But never in silence. */
const countFenced = (log: EventLog, { fenced }: RoadMetrics): EventLog => ({
  ...log,
  async append(events, options) {
    const outcome = await log.append(events, options)
    if (outcome.kind === 'fenced') fenced.inc()
    return outcome
  },
})

/** That the log was away is known to those who could not read it; the others learn it when it is back. */
function toLogEvent(deps: RoadDeps, { state, error }: LogHealthView): CloudEvent {
  const [type, severity] = state === 'live' ? (['upstream.recovered', 'info'] as const) : LOG_AWAY
  return toConsoleEvent(deps, type, severity, {
    upstream: 'log',
    state,
    ...(error === undefined ? {} : { reason: error }),
  })
}

/** The loss in numbers. Panels that saw the same make one event of it. */
function toLostEvent(deps: RoadDeps, change: { readonly from: string; readonly to: string; readonly lost: number }) {
  const fact = JSON.stringify(['console.log.lost', change.from, change.to, change.lost])
  const event = toConsoleEvent(deps, 'console.log.lost', change.lost > 0 ? 'critical' : 'warning', { ...change })
  return { ...event, id: createHash('sha256').update(fact).digest('hex').slice(0, 32) }
}

async function settle({ clock }: RoadDeps, own: OwnEvents): Promise<void> {
  let cancel = () => {}
  const patience = new Promise<void>((resolve) => {
    cancel = clock.setTimer(resolve, SETTLE_MS)
  })
  await Promise.race([own.settled(), patience])
  cancel()
  own.stop()
}
