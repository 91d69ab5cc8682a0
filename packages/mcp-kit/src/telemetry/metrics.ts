import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Buckets of the OpenTelemetry semantic conventions for MCP, seconds. */
const OPERATION_BUCKETS_S = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]

export type ModuleMetrics = ReturnType<typeof createModuleMetrics>

/** Every metric of a module, named after the OpenTelemetry conventions where they exist. No label comes from the wire. */
export function createModuleMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
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
    cacheRequests: new Counter({
      name: 'nobet_module_cache_requests_total',
      help: 'Reads of the module cache',
      labelNames: ['result'] as const,
      registers,
    }),
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
