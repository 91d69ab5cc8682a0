import { OPERATION_BUCKETS_S } from '@nobet/domain/exposition'
import { collectDefaultMetrics, Counter, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client'
import type { CacheRead } from '../cache/cache.ts'

const CACHE_READS = ['hit', 'miss', 'coalesced'] as const satisfies CacheRead[]

export type ModuleMetrics = ReturnType<typeof createModuleMetrics>

/** Every metric of a module, named after the OpenTelemetry conventions where they exist. No label comes from the wire. */
export function createModuleMetrics() {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const cacheRequests = new Counter({
    name: 'nobet_module_cache_requests_total',
    help: 'Reads of the module cache',
    labelNames: ['result'] as const,
    registers,
  })
  // From 0, so that the first read is an increase.
  for (const result of CACHE_READS) cacheRequests.inc({ result }, 0)
  return {
    registry,
    operationDuration: new Histogram({
      name: 'mcp_server_operation_duration_seconds',
      help: 'From a request received to its result sent',
      labelNames: [
        'mcp_method_name',
        'gen_ai_tool_name',
        'error_type',
        'network_transport',
        'mcp_protocol_version',
      ] as const,
      buckets: OPERATION_BUCKETS_S,
      enableExemplars: true,
      registers,
    }),
    sessionDuration: new Histogram({
      name: 'mcp_server_session_duration_seconds',
      help: 'Life of a session of the legacy era',
      labelNames: ['network_transport'] as const,
      buckets: OPERATION_BUCKETS_S,
      registers,
    }),
    sessions: new Gauge({ name: 'nobet_mcp_sessions', help: 'Open sessions of the legacy era', registers }),
    sessionEvents: new Counter({
      name: 'nobet_mcp_session_events_total',
      help: 'Sessions opened, closed, expired or refused',
      labelNames: ['event'] as const,
      registers,
    }),
    badInput: new Counter({
      name: 'nobet_bad_input_total',
      help: 'Requests refused before any tool saw them',
      labelNames: ['reason'] as const,
      registers,
    }),
    rateLimited: new Counter({
      name: 'nobet_rate_limited_total',
      help: 'Tool calls refused by the rate limit',
      labelNames: ['gen_ai_tool_name'] as const,
      registers,
    }),
    cacheRequests,
    cacheEvictions: new Counter({
      name: 'nobet_module_cache_evictions_total',
      help: 'Entries dropped by the bound of the cache',
      registers,
    }),
    cacheEntries: new Gauge({ name: 'nobet_module_cache_entries', help: 'Entries in the module cache', registers }),
    published: new Counter({ name: 'nobet_publisher_events_total', help: 'Events the panel has taken', registers }),
    publishDropped: new Counter({
      name: 'nobet_publisher_dropped_total',
      help: 'Events that will not reach the panel',
      labelNames: ['reason'] as const,
      registers,
    }),
    publishRetries: new Counter({ name: 'nobet_publisher_retries_total', help: 'Batches to be sent again', registers }),
    publishQueue: new Gauge({ name: 'nobet_publisher_queue_length', help: 'Events waiting to be sent', registers }),
    taskFailures: new Counter({
      name: 'nobet_task_failures_total',
      help: 'Background work that threw',
      labelNames: ['task'] as const,
      registers,
    }),
  }
}
