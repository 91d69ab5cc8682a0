import { fromModulePanel } from '../fromModulePanel.ts'
import type { BoardSpec } from '../toBoard.ts'

const RATE = '[$__rate_interval]'
const SERVED = 'mcp_server_operation_duration_seconds'

/** One module from all sides; the first charts ask what its page in the panel asks. */
export const mcpModule: BoardSpec<'mcp-module'> = {
  id: 'mcp-module',
  description: 'One MCP module: state, latency, errors by kind, streams, cache, probes, and what it costs.',
  variables: { module: { query: 'label_values(nobet_module_up, module)' } },
  panels: {
    state: {
      kind: 'states',
      title: 'State',
      description: 'As the prober judges it. A gap is time in which nobody looked.',
      queries: [{ expr: 'max by (state) (module:nobet_state:present{module="$module"})', legend: '{{state}}' }],
    },
    alerts: {
      kind: 'states',
      title: 'Alerts',
      description: 'Pending and firing alerts that name this module.',
      queries: [{ expr: 'ALERTS{module="$module"}', legend: '{{alertname}} {{alertstate}}' }],
    },
    latency: fromModulePanel('latency', {
      title: 'Latency',
      description: 'From a request received to its answer sent. Dots lead to traces.',
    }),
    'request-rate': fromModulePanel('request-rate', { title: 'Requests', description: 'Per second, by MCP method.' }),
    'error-ratio': fromModulePanel('error-ratio', {
      title: 'Errors',
      description:
        'Share of all that was tried: transport never reached the module, protocol was refused by it, tool_error is the tool’s own no, timeout got no answer.',
    }),
    'probe-latency': fromModulePanel('probe-latency', {
      title: 'Probe time',
      description: 'Mean time of each rung of the probe ladder.',
    }),
    'stream-connections': fromModulePanel('stream-connections', {
      title: 'Streams',
      description: 'Sessions that follow this module, by name or by pattern.',
    }),
    'stream-events': fromModulePanel('stream-events', {
      title: 'Events',
      description: 'Appended to the log, by type.',
    }),
    'cache-hit-ratio': fromModulePanel('cache-hit-ratio', {
      title: 'Cache hits',
      description: 'Share of reads the module’s cache could answer. No line: nobody read.',
    }),
    'tool-rate': {
      kind: 'stacked',
      title: 'Tool calls',
      description: 'Per second, by tool.',
      unit: 'reqps',
      queries: [
        {
          expr: `sum by (gen_ai_tool_name) (rate(${SERVED}_count{job="$module",gen_ai_tool_name!=""}${RATE}))`,
          legend: '{{gen_ai_tool_name}}',
        },
      ],
    },
    'tool-latency': {
      kind: 'lines',
      title: 'Tool latency, 95th percentile',
      description: 'Which tool makes the module slow.',
      unit: 's',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (gen_ai_tool_name, le) (rate(${SERVED}_bucket{job="$module",gen_ai_tool_name!=""}${RATE})))`,
          legend: '{{gen_ai_tool_name}}',
        },
      ],
    },
    sessions: {
      kind: 'lines',
      title: 'Sessions of the legacy era',
      description: 'Open ones, and how they come and go. Open ones that only grow are a leak.',
      unit: 'short',
      queries: [
        { expr: 'sum(nobet_mcp_sessions{job="$module"})', legend: 'open' },
        { expr: `sum by (event) (rate(nobet_mcp_session_events_total{job="$module"}${RATE}))`, legend: '{{event}} /s' },
      ],
    },
    'refused-input': {
      kind: 'stacked',
      title: 'Refused',
      width: 8,
      description: 'Requests refused before any tool saw them, and calls above the rate limit, per second.',
      unit: 'reqps',
      queries: [
        { expr: `sum by (reason) (rate(nobet_bad_input_total{job="$module"}${RATE}))`, legend: '{{reason}}' },
        {
          expr: `sum by (gen_ai_tool_name) (rate(nobet_rate_limited_total{job="$module"}${RATE}))`,
          legend: 'rate limit {{gen_ai_tool_name}}',
        },
      ],
    },
    publisher: {
      kind: 'lines',
      title: 'Its own events',
      width: 8,
      description: 'Taken by the panel, waiting, and lost. Anything lost did not and will not reach the panel.',
      unit: 'short',
      queries: [
        { expr: `sum(rate(nobet_publisher_events_total{job="$module"}${RATE}))`, legend: 'taken /s' },
        { expr: 'sum(nobet_publisher_queue_length{job="$module"})', legend: 'waiting' },
        {
          expr: `sum by (reason) (rate(nobet_publisher_dropped_total{job="$module"}${RATE}))`,
          legend: 'lost {{reason}} /s',
        },
      ],
    },
    process: {
      kind: 'lines',
      title: 'Event loop lag and CPU',
      width: 8,
      description: 'Lag in seconds at the 99th percentile; CPU in cores.',
      unit: 'short',
      queries: [
        { expr: 'nodejs_eventloop_lag_p99_seconds{job="$module"}', legend: 'lag {{instance}}' },
        { expr: `rate(process_cpu_seconds_total{job="$module"}${RATE})`, legend: 'CPU {{instance}}' },
      ],
    },
  },
}
