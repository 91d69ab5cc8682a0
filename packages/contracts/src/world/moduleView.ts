import * as z from 'zod/mini'
import { ModuleId } from '../moduleId.ts'
import { CatalogueCounts, Era, Finding, LatencyQuantiles, ModuleState, Rung, RungResult } from '../probe/probe.ts'
import { Timestamp } from '../time.ts'

/** One past probe, for the "last five" of the ladder. */
export const RecentCheck = z.looseObject({
  time: Timestamp,
  outcome: z.enum(['passed', 'failed']),
  durationMs: z.number(),
  rung: z.optional(Rung),
})
export type RecentCheck = z.infer<typeof RecentCheck>

/** What the panel knows of one module now. `observedAt` is the last finished probe, `null` if none ever was. */
export const ModuleView = z.looseObject({
  id: ModuleId,
  title: z.string(),
  url: z.nullable(z.string()),
  state: ModuleState,
  since: Timestamp,
  observedAt: z.nullable(Timestamp),
  intervalMs: z.nullable(z.number()),
  nextProbeAt: z.nullable(Timestamp),
  failures: z.number(),
  failureThreshold: z.number(),
  rungs: z.array(RungResult),
  recent: z.array(RecentCheck),
  /** Quantiles of the panel's own probes over the last hour; `null` until there are any. */
  latencyMs: z.nullable(LatencyQuantiles),
  durationMs: z.nullable(z.number()),
  rung: z.optional(Rung),
  finding: z.optional(Finding),
  reason: z.optional(z.string()),
  advice: z.optional(z.string()),
  era: z.optional(Era),
  protocolVersion: z.optional(z.string()),
  server: z.optional(z.looseObject({ name: z.string(), version: z.string(), title: z.optional(z.string()) })),
  catalogue: z.optional(CatalogueCounts),
  catalogueChangedAt: z.optional(Timestamp),
  eventsPerMinute: z.optional(z.number()),
  connections: z.optional(z.number()),
  cacheHitRatio: z.optional(z.number()),
  metricsAt: z.optional(Timestamp),
  /** What the module says of the calls it served itself, beside what our probes measured. */
  calls: z.optional(
    z.looseObject({
      at: Timestamp,
      windowMs: z.optional(z.number()),
      perMinute: z.optional(z.number()),
      errorRatio: z.optional(z.number()),
      latencyMs: z.optional(LatencyQuantiles),
    }),
  ),
})
export type ModuleView = z.infer<typeof ModuleView>
