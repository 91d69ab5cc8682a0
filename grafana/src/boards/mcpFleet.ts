import type { BoardSpec } from '../toBoard.ts'

const RATE = '[$__rate_interval]'
const SERVED = 'mcp_server_operation_duration_seconds'
/** Of several panels only the prober's picture of the modules counts. */
const UP = 'max by (module) (nobet_module_up unless on (job, instance) nobet_lease_held{lease="probing"} == 0)'

/** Every module at once, and the panel that watches them. */
export const mcpFleet: BoardSpec<'mcp-fleet'> = {
  id: 'mcp-fleet',
  description: 'Every MCP module at once: how it is, what it serves, what it costs.',
  variables: {},
  panels: {
    'modules-up': {
      kind: 'stat',
      title: 'Modules up',
      description: 'Healthy or degraded by the last probes. No figure means that nobody probes.',
      queries: [
        { expr: `sum(${UP})`, legend: 'up' },
        { expr: `count(${UP})`, legend: 'known' },
      ],
    },
    alerts: {
      kind: 'stat',
      title: 'Alerts firing',
      description: 'Critical and warning. Trust a 0 only while the chain beside it is in order.',
      red: 1,
      queries: [
        { expr: 'count(ALERTS{alertstate="firing",severity=~"critical|warning"}) or vector(0)', legend: 'firing' },
      ],
    },
    connections: {
      kind: 'stat',
      title: 'Open streams',
      description: 'Browsers and programs that follow events now.',
      queries: [{ expr: 'sum(nobet_stream_connections)', legend: 'open' }],
    },
    watchdog: {
      kind: 'stat',
      title: 'Alerting chain',
      description: '1: rules are evaluated. No figure: Prometheus evaluates none, and the monitor itself is blind.',
      redBelow: 1,
      queries: [{ expr: 'count(ALERTS{alertname="Watchdog",alertstate="firing"})', legend: 'evaluating' }],
    },
    states: {
      kind: 'states',
      title: 'State of each module',
      description: 'As the prober judges it. A gap is time in which nobody looked.',
      moduleLabel: 'module',
      queries: [{ expr: 'max by (module, state) (module:nobet_state:present)', legend: '{{module}} {{state}}' }],
    },
    upstreams: {
      kind: 'states',
      title: 'Sources of the panel',
      description: 'What the panel itself can reach, and in what state.',
      queries: [{ expr: 'max by (upstream, state) (nobet_upstream_state == 1)', legend: '{{upstream}} {{state}}' }],
    },
    'request-rate': {
      kind: 'stacked',
      title: 'Requests',
      description: 'All MCP methods, per second, by module.',
      unit: 'reqps',
      moduleLabel: 'job',
      queries: [{ expr: `sum by (job) (rate(${SERVED}_count${RATE}))`, legend: '{{job}}' }],
    },
    'error-ratio': {
      kind: 'lines',
      title: 'Share of failed tool calls',
      description: 'Tool errors, protocol errors and timeouts over five minutes. A line begins with the first failure.',
      unit: 'percentunit',
      moduleLabel: 'module',
      queries: [{ expr: 'sum by (module) (module_kind:mcp_error_ratio:rate5m)', legend: '{{module}}' }],
    },
    'latency-p95': {
      kind: 'lines',
      title: 'Latency, 95th percentile',
      description: 'From a request received to its answer sent. Two seconds are what an assistant’s user bears.',
      unit: 's',
      red: 2,
      moduleLabel: 'job',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (job, le) (rate(${SERVED}_bucket${RATE})))`,
          legend: '{{job}}',
          exemplar: true,
        },
      ],
    },
    'probe-latency': {
      kind: 'lines',
      title: 'Probe time',
      description: 'Mean time of the rungs of a probe, by module.',
      unit: 's',
      moduleLabel: 'module',
      queries: [
        {
          expr: `sum by (module) (rate(nobet_probe_seconds_sum${RATE})) / (sum by (module) (rate(nobet_probe_seconds_count${RATE})) > 0)`,
          legend: '{{module}}',
        },
      ],
    },
    events: {
      kind: 'stacked',
      title: 'Events',
      description: 'Appended to the log, per second, by module; _other is what belongs to none.',
      unit: 'ops',
      moduleLabel: 'module',
      queries: [{ expr: `sum by (module) (rate(mcp_websocket_events_published_total${RATE}))`, legend: '{{module}}' }],
    },
    'cache-hit-ratio': {
      kind: 'lines',
      title: 'Module caches: hits',
      description: 'Share of reads the module’s own cache could answer. No line: nobody read.',
      unit: 'percentunit',
      moduleLabel: 'job',
      queries: [
        {
          expr: `sum by (job) (rate(nobet_module_cache_requests_total{result="hit"}${RATE})) / (sum by (job) (rate(nobet_module_cache_requests_total${RATE})) > 0)`,
          legend: '{{job}}',
        },
      ],
    },
    memory: {
      kind: 'lines',
      title: 'Memory',
      description: 'Resident memory of every scraped process.',
      unit: 'bytes',
      width: 8,
      queries: [{ expr: 'process_resident_memory_bytes', legend: '{{job}} {{instance}}' }],
    },
    cpu: {
      kind: 'lines',
      title: 'CPU',
      description: 'Cores in use; 1 is one core full, which is all a Node.js process has.',
      unit: 'short',
      width: 8,
      queries: [{ expr: `rate(process_cpu_seconds_total${RATE})`, legend: '{{job}} {{instance}}' }],
    },
    'event-loop': {
      kind: 'lines',
      title: 'Event loop lag, 99th percentile',
      description: 'How late a Node.js process gets to what is due. Above 0.1 s everything it serves is late.',
      unit: 's',
      red: 0.1,
      width: 8,
      queries: [{ expr: 'nodejs_eventloop_lag_p99_seconds', legend: '{{job}} {{instance}}' }],
    },
  },
}
