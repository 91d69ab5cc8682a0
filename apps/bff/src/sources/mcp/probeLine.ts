import type { CloudEvent, HealthChecked } from '@nobet/contracts'
import { PROBE_INTERVAL_MS } from '@nobet/domain/health'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import { traceProbe } from '../../telemetry/traceProbe.ts'
import type { Tracer } from '../../telemetry/tracer.ts'
import { countObservation, type ProbeMetrics, setModuleState } from './countObservation.ts'
import type { ModuleProbe, Observation } from './probeModule.ts'
import type { ProbeTarget } from './probeTarget.ts'
import type { Slots } from './slots.ts'

/** A probe asked for by hand starts at most this often for one module. */
const FORCED_GAP_MS = 1_000
/** The first probes spread over this time, so that a start is no burst. */
const START_SPREAD_MS = 250

export interface ProbeLineDeps {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly metrics: ProbeMetrics
  readonly publish: (events: readonly CloudEvent[]) => void
  /** Told of every finished probe, before its events are published. */
  readonly onObserved: (target: ProbeTarget, observation: Observation) => void
  readonly slots: Slots
  readonly tracer?: Tracer | undefined
}

export type ProbeAnswer =
  | { readonly kind: 'checked'; readonly checked: HealthChecked }
  | { readonly kind: 'too_soon'; readonly retryAfterMs: number }
  | { readonly kind: 'unknown_module' }
  | { readonly kind: 'stopped' }
  /** Another panel was asked, and none answered in time. */
  | { readonly kind: 'no_answer' }

/** One module's schedule. */
export interface ProbeLine {
  readonly probeNow: () => Promise<ProbeAnswer>
  readonly watch: () => CloudEvent | undefined
  readonly stop: () => Promise<void>
}

/** Probes one module on its schedule: never two probes at once, the next one planned when the last has ended. */
export function startProbeLine(probe: ModuleProbe, deps: ProbeLineDeps, signal: AbortSignal): ProbeLine {
  const { target } = probe
  let running: Promise<ProbeAnswer> | undefined
  let lastForcedAt = Number.NEGATIVE_INFINITY
  let cancelNext = deps.clock.setTimer(() => void run(), deps.random() * START_SPREAD_MS)

  const plan = (delayMs: number): void => {
    cancelNext()
    if (!signal.aborted) cancelNext = deps.clock.setTimer(() => void run(), delayMs)
  }

  const observe = async (): Promise<ProbeAnswer> => {
    try {
      const observation = await deps.slots.use(() => (signal.aborted ? undefined : traceProbe(probe, deps)))
      if (observation !== undefined) countObservation(deps.metrics, target.id, observation)
      if (observation === undefined || signal.aborted) return { kind: 'stopped' }
      plan(observation.delayMs)
      deps.onObserved(target, observation)
      deps.publish(observation.events)
      logChange(deps, target, observation)
      return { kind: 'checked', checked: observation.checked }
    } catch (error) {
      deps.logger.error({ err: error, module: target.id }, 'a probe ended with a bug')
      plan(PROBE_INTERVAL_MS)
      return { kind: 'stopped' }
    } finally {
      running = undefined
    }
  }

  const run = (): Promise<ProbeAnswer> => {
    cancelNext()
    running ??= observe()
    return running
  }

  return {
    async probeNow() {
      if (running !== undefined) return running
      const sinceMs = deps.clock.monotonic() - lastForcedAt
      if (sinceMs < FORCED_GAP_MS) return { kind: 'too_soon', retryAfterMs: Math.ceil(FORCED_GAP_MS - sinceMs) }
      lastForcedAt = deps.clock.monotonic()
      return run()
    },
    watch() {
      const event = probe.watch()
      if (event !== undefined) setModuleState(deps.metrics, target.id, 'stale')
      return event
    },
    async stop() {
      cancelNext()
      await running
    },
  }
}

function logChange({ logger }: ProbeLineDeps, { id }: ProbeTarget, { before, after, checked }: Observation): void {
  if (before.state === after.state) return
  const level = after.state === 'healthy' ? 'info' : 'warn'
  logger[level]({ module: id, from: before.state, to: after.state, reason: checked.reason }, 'module state changed')
}
