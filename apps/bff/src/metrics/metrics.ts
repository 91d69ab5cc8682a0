import { OPERATION_BUCKETS_S } from '@nobet/domain/exposition'
import { collectDefaultMetrics, Counter, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client'

const DELIVERY_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const PROBE_BUCKETS_S = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Why a session was ended; `lagged`: events that the log had dropped before a session read them. */
export const DROP_REASONS = [
  'slow',
  'dead',
  'hello_timeout',
  'rate',
  'protocol',
  'unauthorized',
  'forbidden',
  'lagged',
] as const

export type Metrics = ReturnType<typeof createMetrics>

/** Every metric of the panel, named as PROTOCOL "Process" fixes them. No label takes a value straight from the wire. */
export function createMetrics() {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter({ name, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name, help, labelNames, registers })

  return {
    registry,
    activeConnections: gauge('mcp_websocket_active_connections', 'Sessions subscribed to a module', ['module']),
    eventsPublished: counter('mcp_websocket_events_published_total', 'Events appended to the log', [
      'module',
      'event_type',
    ]),
    streamConnections: gauge('nobet_stream_connections', 'Open sessions', ['transport']),
    streamDeliveries: counter('nobet_stream_deliveries_total', 'Events delivered to sessions', ['transport']),
    streamDropped: counter('nobet_stream_dropped_total', 'Sessions and messages dropped', ['reason']),
    streamRecoveries: counter('nobet_stream_recoveries_total', 'Resumes by outcome', ['state']),
    eventDelivery: new Histogram({
      name: 'nobet_event_delivery_seconds',
      help: 'From an event reaching the panel to each stage of its delivery',
      labelNames: ['transport', 'stage'] as const,
      buckets: DELIVERY_BUCKETS_S,
      enableExemplars: true,
      registers,
    }),
    moduleUp: gauge('nobet_module_up', '1 when the module is healthy or degraded', ['module']),
    moduleState: gauge('nobet_module_state', '1 for the present state, 0 for the others', ['module', 'state']),
    probeSeconds: new Histogram({
      name: 'nobet_probe_seconds',
      help: 'Duration of each rung of a probe',
      labelNames: ['module', 'rung'] as const,
      buckets: PROBE_BUCKETS_S,
      registers,
    }),
    probeSessions: counter('nobet_probe_sessions_total', 'Sessions our probes opened, closed or leaked', [
      'module',
      'event',
    ]),
    clientOperation: new Histogram({
      name: 'mcp_client_operation_duration_seconds',
      help: "From a probe's MCP request sent to its answer read",
      labelNames: ['module', 'mcp_method_name', 'gen_ai_tool_name', 'error_type'] as const,
      buckets: OPERATION_BUCKETS_S,
      registers,
    }),
    upstreamState: gauge('nobet_upstream_state', '1 for the present state, 0 for the others', ['upstream', 'state']),
    upstreamSeconds: new Histogram({
      name: 'nobet_upstream_request_seconds',
      help: 'Duration of requests to upstreams',
      labelNames: ['upstream', 'outcome'] as const,
      buckets: PROBE_BUCKETS_S,
      registers,
    }),
    upstreamCache: counter('nobet_cache_requests_total', 'Reads of upstreams by what the cache made of them', [
      'upstream',
      'result',
    ]),
    ttlChanges: counter('nobet_cache_ttl_changes_total', 'Changes of a nominal TTL', ['module', 'cause']),
    catalogueChanges: counter(
      'nobet_module_catalogue_changes_total',
      'Catalogues that differ from the one seen before',
      ['module'],
    ),
    toasts: counter('nobet_toasts_total', 'Toasts that came up, as browsers report them', ['kind', 'severity']),
    logLength: gauge('nobet_event_log_length', 'Events held by the log'),
    logEvicted: counter('nobet_event_log_evicted_total', 'Events dropped by the bounds of the log'),
    badInput: counter('nobet_bad_input_total', 'Refused input by door and reason', ['door', 'reason']),
  }
}
