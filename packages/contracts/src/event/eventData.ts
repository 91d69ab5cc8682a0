import * as z from 'zod/mini'
import { CatalogueCounts, Era, Finding, LatencyQuantiles, ModuleState, Rung, RungResult } from '../probe/probe.ts'
import { Timestamp } from '../time.ts'

/** One finished probe of a module. `state` is what the panel says after it, hysteresis included. */
export const HealthChecked = z.looseObject({
  outcome: z.enum(['passed', 'failed']),
  state: ModuleState,
  rungs: z.array(RungResult),
  durationMs: z.number(),
  /** Consecutive failures so far, and how many in a row change the state. */
  failures: z.number(),
  failureThreshold: z.number(),
  intervalMs: z.number(),
  nextProbeAt: Timestamp,
  rung: z.optional(Rung),
  finding: z.optional(Finding),
  reason: z.optional(z.string()),
  advice: z.optional(z.string()),
  era: z.optional(Era),
  protocolVersion: z.optional(z.string()),
  server: z.optional(z.looseObject({ name: z.string(), version: z.string(), title: z.optional(z.string()) })),
  catalogue: z.optional(CatalogueCounts),
  title: z.optional(z.string()),
  url: z.optional(z.string()),
  /** Measured beside the probe; absent means not measured. */
  eventsPerMinute: z.optional(z.number()),
  connections: z.optional(z.number()),
  /** What the next observer needs to go on judging where this one stopped. */
  track: z.optional(
    z.looseObject({
      since: Timestamp,
      passes: z.number(),
      goods: z.number(),
      suspect: z.optional(z.looseObject({ state: ModuleState, count: z.number() })),
    }),
  ),
})
export type HealthChecked = z.infer<typeof HealthChecked>

export const HealthChanged = z.looseObject({
  from: ModuleState,
  to: ModuleState,
  rung: z.optional(Rung),
  finding: z.optional(Finding),
  reason: z.optional(z.string()),
  advice: z.optional(z.string()),
})
export type HealthChanged = z.infer<typeof HealthChanged>

/** Figures over the last `windowMs`. Absent means not measured, never zero. */
export const MetricsSampled = z.looseObject({
  windowMs: z.optional(z.number()),
  latencyMs: z.optional(LatencyQuantiles),
  eventsPerMinute: z.optional(z.number()),
  connections: z.optional(z.number()),
  callsPerMinute: z.optional(z.number()),
  errorRatio: z.optional(z.number()),
  cacheHitRatio: z.optional(z.number()),
})
export type MetricsSampled = z.infer<typeof MetricsSampled>

export const ContextUpdated = z.looseObject({})
export type ContextUpdated = z.infer<typeof ContextUpdated>

export const NotificationReceived = z.looseObject({ method: z.string(), params: z.optional(z.looseObject({})) })
export type NotificationReceived = z.infer<typeof NotificationReceived>

/**
 * `announced`: a list_changed notification came with it. The lists hold names such as `tool:post_invoice`; `omitted`
 * counts the names that did not fit. `before: null` is the first catalogue seen, not a change.
 */
export const CatalogueChanged = z.looseObject({
  announced: z.optional(z.boolean()),
  before: z.nullable(z.string()),
  after: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.string()),
  omitted: z.optional(z.number()),
})
export type CatalogueChanged = z.infer<typeof CatalogueChanged>

export const TTL_CAUSES = ['expire', 'persist', 'set', 'rename', 'copy', 'restore', 'reconciled', 'policy'] as const

/** TTLs are nominal, in milliseconds; `null` = no expiry. */
export const TtlChanged = z.looseObject({
  key: z.string(),
  existed: z.boolean(),
  exists: z.boolean(),
  previousTtlMs: z.nullable(z.number()),
  ttlMs: z.nullable(z.number()),
  cause: z.enum(TTL_CAUSES),
  mode: z.enum(['events', 'sampled']),
})
export type TtlChanged = z.infer<typeof TtlChanged>

export const CacheKeyEvent = z.looseObject({ key: z.string() })
export type CacheKeyEvent = z.infer<typeof CacheKeyEvent>

export const CachePolicyChanged = z.looseObject({ module: z.string(), version: z.optional(z.number()) })
export type CachePolicyChanged = z.infer<typeof CachePolicyChanged>

export const AlertData = z.looseObject({
  fingerprint: z.string(),
  alertname: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  startsAt: Timestamp,
  endsAt: z.optional(z.nullable(Timestamp)),
  groupKey: z.optional(z.string()),
  generatorUrl: z.optional(z.string()),
  /** The same episode was called resolved at this time, and Alertmanager still holds it. */
  reopenedAfter: z.optional(Timestamp),
  /** Who told it first: Alertmanager by itself, or our asking. */
  via: z.optional(z.enum(['webhook', 'poll'])),
})
export type AlertData = z.infer<typeof AlertData>

export const AlertAcknowledged = z.looseObject({
  fingerprint: z.string(),
  alertname: z.optional(z.string()),
  by: z.optional(z.string()),
  until: z.optional(Timestamp),
  silenceId: z.optional(z.string()),
  comment: z.optional(z.string()),
})
export type AlertAcknowledged = z.infer<typeof AlertAcknowledged>

export const SilenceData = z.looseObject({
  id: z.string(),
  by: z.optional(z.string()),
  comment: z.optional(z.string()),
})
export type SilenceData = z.infer<typeof SilenceData>

export const UpstreamChanged = z.looseObject({
  upstream: z.string(),
  state: z.enum(['live', 'degraded', 'unavailable', 'not_configured']),
  reason: z.optional(z.string()),
})
export type UpstreamChanged = z.infer<typeof UpstreamChanged>

export const AppData = z.looseObject({ app: z.string(), revision: z.optional(z.string()) })
export type AppData = z.infer<typeof AppData>

export const PolicyViolated = z.looseObject({ policy: z.string(), resource: z.optional(z.string()) })
export type PolicyViolated = z.infer<typeof PolicyViolated>

/** First event of a process: its log begins here unless it shares one. */
export const ConsoleStarted = z.looseObject({
  instance: z.string(),
  version: z.string(),
  log: z.optional(z.enum(['memory', 'redis'])),
})
export type ConsoleStarted = z.infer<typeof ConsoleStarted>

/** `count`: how many like it this record stands for since `since`; an attack becomes a number, not a flood. */
export const AuditRecorded = z.looseObject({
  actor: z.string(),
  action: z.string(),
  target: z.optional(z.string()),
  outcome: z.enum(['allowed', 'denied', 'failed']),
  reason: z.optional(z.string()),
  address: z.optional(z.string()),
  count: z.optional(z.number()),
  since: z.optional(Timestamp),
})
export type AuditRecorded = z.infer<typeof AuditRecorded>
