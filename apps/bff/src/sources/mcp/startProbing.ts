import type { CloudEvent, HealthChecked, MetricsSampled } from '@nobet/contracts'
import { PROBE_INTERVAL_MS } from '@nobet/domain/health'
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { countObservation, setModuleState } from './countObservation.ts'
import { createModuleProbe, type ModuleProbe, type Observation } from './probeModule.ts'
import { createSlots, type Slots } from './slots.ts'
import { PROBE_BUDGET, type ProbeBudget, type ProbeTarget } from './probeTarget.ts'
import { toMetricsEvent } from './toProbeEvents.ts'

/** So many modules are probed at the same moment, whatever their number. */
const PROBES_AT_ONCE = 8
/** A probe asked for by hand starts at most this often for one module. */
const FORCED_GAP_MS = 1_000
/** The first probes spread over this time, so that a start is no burst. */
const START_SPREAD_MS = 250
const FIRST_SAMPLE_MS = 2_000

export interface ProbingDeps {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  /** UUIDv7. */
  readonly newId: () => string
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly metrics: Pick<Metrics, 'moduleUp' | 'moduleState' | 'probeSeconds' | 'probeSessions'>
  readonly publish: (events: readonly CloudEvent[]) => void
  /** Told of every finished probe, before its events are published. */
  readonly onObserved: (target: ProbeTarget, observation: Observation) => void
  /** The figures of a module's last hour; absent means not measured. */
  readonly readMetrics: (id: string) => MetricsSampled
}

export interface ProbingOptions {
  readonly modules: readonly ProbeTarget[]
  readonly version: string
  readonly intervalMs?: number
  readonly budget?: ProbeBudget
}

export type ProbeAnswer =
  | { readonly kind: 'checked'; readonly checked: HealthChecked }
  | { readonly kind: 'too_soon'; readonly retryAfterMs: number }
  | { readonly kind: 'unknown_module' }
  | { readonly kind: 'stopped' }

export interface Probing {
  /** Probes now, or joins the probe under way. */
  probeNow(id: string): Promise<ProbeAnswer>
  /** Idempotent; resolves when no probe is under way and every session is given back. */
  stop(): Promise<void>
}

/** Probes every module on its own schedule and publishes what it finds. */
export function startProbing(deps: ProbingDeps, options: ProbingOptions): Probing {
  const stopping = new AbortController()
  const slots = createSlots(PROBES_AT_ONCE)
  const intervalMs = options.intervalMs ?? PROBE_INTERVAL_MS
  const climb = { ...deps, budget: options.budget ?? PROBE_BUDGET, version: options.version, signal: stopping.signal }
  const lines = new Map(
    options.modules.map((target) => {
      const start = { at: deps.clock.now(), baseIntervalMs: intervalMs }
      setModuleState(deps.metrics, target.id, 'unknown')
      return [target.id, startLine(createModuleProbe(target, climb, start), { ...deps, slots }, stopping.signal)]
    }),
  )
  const stopWatching = every(deps.clock, intervalMs / 2, intervalMs / 2, () => {
    const silent = [...lines.values()].flatMap(({ watch }) => watch() ?? [])
    if (silent.length > 0) deps.publish(silent)
  })
  const stopSampling = every(deps.clock, Math.min(FIRST_SAMPLE_MS, intervalMs), intervalMs, () => {
    const at = deps.clock.now()
    const sampled = options.modules.map((target) =>
      toMetricsEvent({ target, at }, deps.newId(), deps.readMetrics(target.id)),
    )
    if (sampled.length > 0) deps.publish(sampled)
  })

  return {
    async probeNow(id) {
      const line = lines.get(id)
      if (line === undefined) return { kind: 'unknown_module' }
      return stopping.signal.aborted ? { kind: 'stopped' } : line.probeNow()
    },
    async stop() {
      stopping.abort()
      stopWatching()
      stopSampling()
      await Promise.all([...lines.values()].map(({ stop }) => stop()))
    },
  }
}

interface Line {
  readonly probeNow: () => Promise<ProbeAnswer>
  readonly watch: () => CloudEvent | undefined
  readonly stop: () => Promise<void>
}

type LineDeps = ProbingDeps & { readonly slots: Slots }

/** One module's schedule: never two probes at once, the next one planned when the last has ended. */
function startLine(probe: ModuleProbe, deps: LineDeps, signal: AbortSignal): Line {
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
      const observation = await deps.slots.use(() => (signal.aborted ? undefined : probe.run()))
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

function logChange({ logger }: ProbingDeps, { id }: ProbeTarget, { before, after, checked }: Observation): void {
  if (before.state === after.state) return
  const level = after.state === 'healthy' ? 'info' : 'warn'
  logger[level]({ module: id, from: before.state, to: after.state, reason: checked.reason }, 'module state changed')
}

function every(clock: Clock, firstMs: number, intervalMs: number, run: () => void): () => void {
  let cancel = clock.setTimer(tick, firstMs)
  function tick(): void {
    cancel = clock.setTimer(tick, intervalMs)
    run()
  }
  return () => cancel()
}
