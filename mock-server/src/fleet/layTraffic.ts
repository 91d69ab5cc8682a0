import type { LatencyQuantiles } from '@nobet/contracts'
import { pickInt, type Random } from '../player/random.ts'
import type { TimelineEntry } from '../world/mockWorld.ts'
import type { FleetModule } from './fleet.ts'
import type { Span } from './layChecks.ts'

const MEASURED_EVERY_MS = 10_000
const SAID_EVERY_MS = 15_000
const WINDOW_MS = 60_000
/** What the cadences here come to: fifteen updates, ten samples, six probes. */
const EVENTS_PER_MINUTE = 31
const CONTEXT_EVERY_MS = { low: 2_400, high: 5_600 }
/** Slow swell of the load, so that the charts have a shape. */
const SWELL_MS = 900_000

/** What the panel measures of a module with every round of probes, and what the module says of itself. */
export function layMetrics(module: FleetModule, span: Span, random: Random): TimelineEntry[] {
  const lay = (everyMs: number, toEntry: (atMs: number, load: number) => TimelineEntry) => {
    const count = Math.ceil((span.untilMs - span.fromMs) / everyMs)
    const offsetMs = pickInt(random, 0, everyMs - 1)
    return Array.from({ length: count }, (_, index) => {
      const atMs = span.fromMs + offsetMs + index * everyMs
      return toEntry(atMs, 1 + Math.sin((2 * Math.PI * atMs) / SWELL_MS) / 5 + (random() - 0.5) / 8)
    }).filter((entry) => entry.atMs < span.untilMs)
  }
  return [
    ...lay(MEASURED_EVERY_MS, (atMs, load) => toMeasured(module, atMs, load, random)),
    ...lay(SAID_EVERY_MS, (atMs, load) => toSaid(module, atMs, load, random)),
  ]
}

/** `mcp.context.updated`, now and then. */
export function layContexts(module: FleetModule, span: Span, random: Random): TimelineEntry[] {
  const entries: TimelineEntry[] = []
  for (let atMs = span.fromMs; atMs < span.untilMs; ) {
    atMs += pickInt(random, CONTEXT_EVERY_MS.low, CONTEXT_EVERY_MS.high)
    if (atMs >= span.untilMs) break
    entries.push({ atMs, event: { type: 'mcp.context.updated', ...by(module), data: module.context(random) } })
  }
  return entries
}

const toMeasured = (module: FleetModule, atMs: number, load: number, random: Random): TimelineEntry => ({
  atMs,
  event: {
    type: 'mcp.metrics.sampled',
    severity: 'debug',
    source: '/nobet/probe',
    subject: module.id,
    module: module.id,
    data: {
      windowMs: 3_600_000,
      latencyMs: toQuantiles(module.probeMs, random),
      eventsPerMinute: Math.round(EVENTS_PER_MINUTE * load),
      connections: Math.max(0, Math.round(module.connections * load)),
    },
  },
})

const toSaid = (module: FleetModule, atMs: number, load: number, random: Random): TimelineEntry => ({
  atMs,
  event: {
    type: 'mcp.metrics.sampled',
    severity: 'debug',
    ...by(module),
    data: {
      windowMs: WINDOW_MS,
      latencyMs: toQuantiles(module.callMs, random),
      callsPerMinute: Math.round(module.callsPerMinute * load),
      errorRatio: Math.round(random() * 40) / 10_000,
      cacheHitRatio: Math.round((module.cacheHitRatio + (random() - 0.5) / 50) * 1_000) / 1_000,
    },
  },
})

const toQuantiles = (typicalMs: number, random: Random): LatencyQuantiles => ({
  p50: Math.round(typicalMs * (0.9 + random() / 5)),
  p95: Math.round(typicalMs * (1.4 + random() / 5)),
  p99: Math.round(typicalMs * (2 + random() / 2)),
})

const by = ({ id }: FleetModule) => ({ source: `/modules/${id}`, subject: id, module: id })
