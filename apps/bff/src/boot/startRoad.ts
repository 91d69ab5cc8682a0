import type { CloudEvent } from '@nobet/contracts'
import { type Journal, startJournal } from '../journal/journal.ts'
import type { EventLog } from '../log/eventLog.ts'
import { createLogMetrics } from '../log/logMetrics.ts'
import { createMemoryLog, type MemoryLogBounds } from '../log/memoryLog.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { traceLog } from '../telemetry/traceLog.ts'
import type { Tracer } from '../telemetry/tracer.ts'
import type { PanelDeps } from './panelDeps.ts'
import { toStartedEvent } from './startedEvent.ts'
import type { StopStack } from './stopStack.ts'

const EPOCH_BYTES = 6

export interface Road {
  readonly log: EventLog
  readonly journal: Journal
  /** For the panel's own events: a refusal is logged, never thrown. */
  readonly publish: (event: CloudEvent) => void
}

export interface RoadOptions {
  readonly bounds: MemoryLogBounds
  readonly modules: readonly string[]
}

export interface RoadDeps extends PanelDeps {
  readonly metrics: Metrics
  readonly reportError: (error: unknown) => void
  readonly tracer: Tracer
}

/** Log and journal, with this process's start as the first event. */
export async function startRoad(deps: RoadDeps, { bounds, modules }: RoadOptions, stops: StopStack): Promise<Road> {
  const newEpoch = () => Buffer.from(deps.randomBytes(EPOCH_BYTES)).toString('hex')
  const memory = createMemoryLog({ ...deps, newEpoch, ...createLogMetrics(deps.metrics, modules) }, bounds)
  const log = traceLog(memory, deps.tracer)
  stops.push('log', () => log.stop())
  const started = await log.append([toStartedEvent(deps, newEpoch())])
  if (started.kind !== 'appended') throw new Error('the log refused the first event')
  const journal = startJournal({ log, reportError: deps.reportError })
  stops.push('journal', () => journal.stop())
  const publish = (event: CloudEvent) => {
    const refused = (reason: unknown) => deps.logger.error({ err: reason, type: event.type }, 'an event was not taken')
    log.append([event]).then((outcome) => outcome.kind === 'appended' || refused(outcome.kind), refused)
  }
  return { log, journal, publish }
}
