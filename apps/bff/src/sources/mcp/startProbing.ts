import type { MetricsSampled } from '@nobet/contracts'
import { PROBE_INTERVAL_MS } from '@nobet/domain/health'
import type { Clock } from '../../clock.ts'
import { type ProbeAnswer, type ProbeLineDeps, startProbeLine } from './probeLine.ts'
import { createModuleProbe, type ModuleProbeDeps, type ProbeStart } from './probeModule.ts'
import { createSlots } from './slots.ts'
import { PROBE_BUDGET, type ProbeBudget, type ProbeTarget } from './probeTarget.ts'
import { toMetricsEvent } from './toProbeEvents.ts'

/** So many modules are probed at the same moment, whatever their number. */
const PROBES_AT_ONCE = 8
const FIRST_SAMPLE_MS = 2_000

export interface ProbingDeps extends Omit<ProbeLineDeps, 'slots'> {
  /** UUIDv7. */
  readonly newId: () => string
  /** The figures of a module's last hour; absent means not measured. */
  readonly readMetrics: (id: string) => MetricsSampled
  /** Figures that a probe's event carries beside its own. */
  readonly beside?: ModuleProbeDeps['beside']
}

export interface ProbingOptions {
  readonly modules: readonly ProbeTarget[]
  readonly version: string
  readonly intervalMs?: number
  readonly budget?: ProbeBudget
  /** Where an earlier observer of a module stopped. */
  readonly resume?: ReadonlyMap<string, Pick<ProbeStart, 'resume' | 'catalogue'>>
}

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
      const start = { at: deps.clock.now(), baseIntervalMs: intervalMs, ...options.resume?.get(target.id) }
      return [target.id, startProbeLine(createModuleProbe(target, climb, start), { ...deps, slots }, stopping.signal)]
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

function every(clock: Clock, firstMs: number, intervalMs: number, run: () => void): () => void {
  let cancel = clock.setTimer(tick, firstMs)
  function tick(): void {
    cancel = clock.setTimer(tick, intervalMs)
    run()
  }
  return () => cancel()
}
