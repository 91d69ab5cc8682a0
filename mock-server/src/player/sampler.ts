import {
  type LoggedEvent,
  type ModuleSamples,
  type ModuleState,
  readKnownEvent,
  type Sample,
  toEpochMs,
  type World,
} from '@nobet/contracts'
import { toUptime } from './uptime.ts'

/** An hour of probes every ten seconds, with room for extra ones. */
const SAMPLES_MAX = 400
const HOUR_MS = 3_600_000

/** Keeps the last hour of each module's samples, as the panel does from its own probes. */
export interface Sampler {
  observe(event: LoggedEvent, world: World): void
  read(module: string, nowMs: number): ModuleSamples
}

export function createSampler(): Sampler {
  const series = new Map<string, Sample[]>()
  return {
    observe(event, world) {
      const known = readKnownEvent(event)
      if (known?.type !== 'mcp.health.checked' || known.module === undefined) return
      const view = world.modules[known.module]
      const list = known.data.rungs.find((rung) => rung.rung === 'list' && rung.status === 'passed')
      const samples = series.get(known.module) ?? []
      samples.push({
        time: known.time,
        state: known.data.state,
        latencyMs: known.data.outcome === 'passed' ? known.data.durationMs : null,
        listMs: list?.ms ?? null,
        eventsPerMinute: view?.eventsPerMinute ?? null,
        connections: view?.connections ?? null,
      })
      series.set(known.module, samples.slice(-SAMPLES_MAX))
    },
    read(module, nowMs) {
      const samples = (series.get(module) ?? []).filter((sample) => toEpochMs(sample.time) > nowMs - HOUR_MS)
      const points = samples.map(({ time, state }): [number, ModuleState] => [toEpochMs(time), state])
      return { module, samples, uptime: toUptime(points, nowMs) }
    },
  }
}
