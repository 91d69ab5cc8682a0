import type { DefaultPanels } from './panelDefinition.ts'

const SERVED = 'mcp_server_operation_duration_seconds'
const PROBED = 'mcp_client_operation_duration_seconds'
/** What is no fault of the module: it went well, or the caller took its question back. */
const NOT_FAULTS = '|cancelled'
const TIMEOUTS = 'timeout|-32001'
/** Neither the tool nor JSON-RPC said no: the network or HTTP did. */
const NOT_TRANSPORT = `|${TIMEOUTS}|tool_error|cancelled|-[0-9]+`

const served = (labels = '') => `sum(rate(${SERVED}_count{$server${labels}}[$__rate]))`
const probed = (labels: string) => `sum(rate(${PROBED}_count{module="$module"${labels}}[$__rate]))`
const orNone = (promql: string) => `(${promql} or vector(0))`
const named = (name: string, promql: string) => `label_replace(${promql}, "kind", "${name}", "", "")`
const either = (...parts: readonly string[]) => parts.join('\nor\n')

const quantile = (q: number) => `histogram_quantile(${q}, sum by (le) (rate(${SERVED}_bucket{$server}[$__rate])))`

/** Everything that was tried: what reached the module, and what our probes could not bring there or got no answer to. */
const TRIED = `(${orNone(served())} + ${orNone(probed(`,error_type!~"|tool_error|cancelled|-[0-9]+"`))} > 0)`
const share = (faults: string) => `${faults} / ${TRIED}`

/**
 * The panels every module has: for any MCP server whose metrics follow OpenTelemetry's names, and for what this panel
 * measures itself. Figures are shares and rates over `$__rate`; what was not observed has no value.
 */
export const PANELS: DefaultPanels = {
  latency: {
    id: 'latency',
    unit: 'seconds',
    kind: 'lines',
    promql: either(named('p50', quantile(0.5)), named('p95', quantile(0.95)), named('p99', quantile(0.99))),
    legend: '{{kind}}',
    thresholds: [2],
    exemplars: `${SERVED}_bucket{$server}`,
  },
  'request-rate': {
    id: 'request-rate',
    unit: 'perSecond',
    kind: 'stacked',
    promql: `sum by (mcp_method_name) (rate(${SERVED}_count{$server}[$__rate]))`,
    legend: '{{mcp_method_name}}',
    thresholds: [],
    omitZero: true,
  },
  'error-ratio': {
    id: 'error-ratio',
    unit: 'ratio',
    kind: 'stacked',
    promql: either(
      named('transport', share(orNone(probed(`,error_type!~"${NOT_TRANSPORT}"`)))),
      named('protocol', share(orNone(served(`,error_type!~"${NOT_FAULTS}|${TIMEOUTS}|tool_error"`)))),
      named('tool_error', share(orNone(served(`,error_type="tool_error"`)))),
      named(
        'timeout',
        share(`(${orNone(served(`,error_type=~"${TIMEOUTS}"`))} + ${orNone(probed(`,error_type=~"${TIMEOUTS}"`))})`),
      ),
    ),
    legend: '{{kind}}',
    thresholds: [0.05],
  },
  'stream-connections': {
    id: 'stream-connections',
    unit: 'count',
    kind: 'lines',
    // A window, not the bare gauge: where nobody scraped for longer, the line ends.
    promql: 'sum(last_over_time(mcp_websocket_active_connections{module="$module"}[$__rate]))',
    legend: 'streams',
    thresholds: [],
    own: 'stream-connections',
  },
  'stream-events': {
    id: 'stream-events',
    unit: 'perSecond',
    kind: 'stacked',
    promql: 'sum by (event_type) (rate(mcp_websocket_events_published_total{module="$module"}[$__rate]))',
    legend: '{{event_type}}',
    thresholds: [],
    omitZero: true,
    own: 'stream-events',
  },
  'cache-hit-ratio': {
    id: 'cache-hit-ratio',
    unit: 'ratio',
    kind: 'lines',
    promql:
      `${orNone('sum(rate(nobet_module_cache_requests_total{$server,result="hit"}[$__rate]))')}` +
      ' / (sum(rate(nobet_module_cache_requests_total{$server}[$__rate])) > 0)',
    legend: 'hits',
    thresholds: [],
  },
  'probe-latency': {
    id: 'probe-latency',
    unit: 'seconds',
    kind: 'stacked',
    promql:
      'sum by (rung) (rate(nobet_probe_seconds_sum{module="$module"}[$__rate]))' +
      ' / (sum by (rung) (rate(nobet_probe_seconds_count{module="$module"}[$__rate])) > 0)',
    legend: '{{rung}}',
    thresholds: [],
    own: 'probe-latency',
  },
}
