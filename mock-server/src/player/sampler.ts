import {
  type HealthChecked,
  type LoggedEvent,
  type ModuleSamples,
  readKnownEvent,
  type Sample,
  toEpochMs,
  type World,
} from '@nobet/contracts'
import { STALE_AFTER_INTERVALS } from '@nobet/domain/freshness'
import { addUptime, readUptime, type Uptime, UPTIME_BUCKET_MS } from '@nobet/domain/health'

/** An hour of probes every ten seconds, with room for extra ones. */
const SAMPLES_MAX = 400
const HOUR_MS = 3_600_000

/** Keeps the last hour of each module's samples and its uptime, as the panel does from its own probes. */
export interface Sampler {
  observe(event: LoggedEvent, world: World): void
  read(module: string, nowMs: number): ModuleSamples
}

interface Series {
  readonly samples: readonly Sample[]
  /** Up to the newest sample. */
  readonly uptime: Uptime
  readonly intervalMs: number
}

const EMPTY: Series = { samples: [], uptime: new Map(), intervalMs: 0 }

export function createSampler(): Sampler {
  const all = new Map<string, Series>()
  return {
    observe(event, world) {
      const known = readKnownEvent(event)
      if (known?.type !== 'mcp.health.checked' || known.module === undefined) return
      const series = all.get(known.module) ?? EMPTY
      all.set(known.module, {
        samples: [...series.samples, toSample(known, world)].slice(-SAMPLES_MAX),
        uptime: readTo(series, toEpochMs(known.time)),
        intervalMs: known.data.intervalMs,
      })
    },
    read(module, nowMs) {
      const series = all.get(module) ?? EMPTY
      const samples = series.samples.filter((sample) => toEpochMs(sample.time) > nowMs - HOUR_MS)
      const buckets = readUptime(readTo(series, nowMs), nowMs)
      return { module, samples, uptime: { bucketMs: UPTIME_BUCKET_MS, buckets } }
    },
  }
}

/** The newest observation speaks for the time until it goes stale. */
function readTo({ samples, uptime, intervalMs }: Series, until: number): Uptime {
  const newest = samples.at(-1)
  if (newest === undefined) return uptime
  const at = toEpochMs(newest.time)
  return addUptime(uptime, newest.state, at, Math.min(until, at + STALE_AFTER_INTERVALS * intervalMs))
}

function toSample(
  { module = '', time, data }: Pick<LoggedEvent, 'module' | 'time'> & { readonly data: HealthChecked },
  world: World,
): Sample {
  const view = world.modules[module]
  const list = data.rungs.find((rung) => rung.rung === 'list' && rung.status === 'passed')
  return {
    time,
    state: data.state,
    latencyMs: data.outcome === 'passed' ? data.durationMs : null,
    listMs: list?.ms ?? null,
    eventsPerMinute: view?.eventsPerMinute ?? null,
    connections: view?.connections ?? null,
  }
}
