import * as z from 'zod/mini'
import {
  AlertAcknowledged,
  AlertData,
  AppData,
  AuditRecorded,
  CacheKeyEvent,
  CachePolicyChanged,
  CatalogueChanged,
  ConsoleStarted,
  ContextUpdated,
  HealthChanged,
  HealthChecked,
  MetricsSampled,
  NotificationReceived,
  PolicyViolated,
  SilenceData,
  TtlChanged,
  UpstreamChanged,
} from './eventData.ts'

/** Every type of the first set with the schema of its `data`. Unknown types are carried, never refused. */
export const EVENT_DATA = {
  'mcp.health.checked': HealthChecked,
  'mcp.health.changed': HealthChanged,
  'mcp.metrics.sampled': MetricsSampled,
  'mcp.context.updated': ContextUpdated,
  'mcp.notification.received': NotificationReceived,
  'mcp.catalogue.changed': CatalogueChanged,
  'cache.ttl.changed': TtlChanged,
  'cache.key.expired': CacheKeyEvent,
  'cache.key.evicted': CacheKeyEvent,
  'cache.key.deleted': CacheKeyEvent,
  'cache.policy.changed': CachePolicyChanged,
  'alert.firing': AlertData,
  'alert.resolved': AlertData,
  'alert.acknowledged': AlertAcknowledged,
  'alert.unacknowledged': AlertAcknowledged,
  'silence.created': SilenceData,
  'silence.expired': SilenceData,
  'upstream.degraded': UpstreamChanged,
  'upstream.recovered': UpstreamChanged,
  'gitops.app.drifted': AppData,
  'gitops.app.synced': AppData,
  'policy.violated': PolicyViolated,
  'console.started': ConsoleStarted,
  'audit.recorded': AuditRecorded,
} as const

export type EventType = keyof typeof EVENT_DATA
export type EventDataOf<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>

export const EVENT_TYPES = Object.keys(EVENT_DATA) as EventType[]
export const isEventType = (type: string): type is EventType => Object.hasOwn(EVENT_DATA, type)
