import type { BoardSpec } from '../toBoard.ts'

const RATE = '[$__rate_interval]'
const delivery = (quantile: number) =>
  `histogram_quantile(${quantile}, sum by (stage, transport, le) (rate(nobet_event_delivery_seconds_bucket${RATE})))`

/** The road of events: who follows, what flows, how late, what is lost. */
export const websocketObservability: BoardSpec<'websocket-observability'> = {
  id: 'websocket-observability',
  description: 'The road of events through the panel: who follows, what flows, how late it is, what is lost.',
  variables: { module: { query: 'label_values(mcp_websocket_events_published_total, module)', all: true } },
  panels: {
    'active-connections': {
      kind: 'lines',
      title: 'Active connections by module',
      description: 'Sessions that follow a module, by name or by pattern. One session may follow several.',
      unit: 'short',
      moduleLabel: 'module',
      queries: [
        { expr: 'sum by (module) (mcp_websocket_active_connections{module=~"$module"})', legend: '{{module}}' },
      ],
    },
    connections: {
      kind: 'stacked',
      title: 'Sessions by transport',
      description: 'Many on sse or poll: a proxy on the way blocks WebSocket.',
      unit: 'short',
      queries: [{ expr: 'sum by (transport) (nobet_stream_connections)', legend: '{{transport}}' }],
    },
    'event-flow': {
      kind: 'stacked',
      title: 'Events by module and type',
      description: 'Appended to the log, per second.',
      unit: 'ops',
      moduleLabel: 'module',
      queries: [
        {
          expr: `sum by (module, event_type) (rate(mcp_websocket_events_published_total{module=~"$module"}${RATE}))`,
          legend: '{{module}} {{event_type}}',
        },
      ],
    },
    deliveries: {
      kind: 'stacked',
      title: 'Deliveries',
      description: 'Events sent to sessions, per second: events times the sessions that may see them.',
      unit: 'ops',
      queries: [{ expr: `sum by (transport) (rate(nobet_stream_deliveries_total${RATE}))`, legend: '{{transport}}' }],
    },
    'delivery-p99': {
      kind: 'lines',
      title: 'Delivery, 99th percentile by stage',
      description:
        'Since the event reached the panel: append (in the log), send (to the socket), receive (at the browser), paint (on screen). Dots lead to traces.',
      unit: 's',
      red: 0.3,
      queries: [{ expr: delivery(0.99), legend: '{{stage}} {{transport}}', exemplar: true }],
    },
    'delivery-p50': {
      kind: 'lines',
      title: 'Delivery, median by stage',
      description: 'What most readers see.',
      unit: 's',
      queries: [{ expr: delivery(0.5), legend: '{{stage}} {{transport}}' }],
    },
    drops: {
      kind: 'stacked',
      title: 'Drops',
      description:
        'Sessions closed as too slow, and positions the log had dropped before they were read, per second. Each client is told what it lost.',
      unit: 'ops',
      queries: [{ expr: `sum by (reason) (rate(nobet_stream_dropped_total${RATE}))`, legend: '{{reason}}' }],
    },
    recoveries: {
      kind: 'stacked',
      title: 'Recoveries',
      description:
        'Clients that came back: complete missed nothing, partial lost what the log had dropped, none found no log.',
      unit: 'ops',
      queries: [{ expr: `sum by (state) (rate(nobet_stream_recoveries_total${RATE}))`, legend: '{{state}}' }],
    },
    'log-length': {
      kind: 'lines',
      title: 'Event log',
      description: 'Events held, by panel; with several panels all show the same log.',
      unit: 'short',
      queries: [{ expr: 'nobet_event_log_length', legend: '{{instance}}' }],
    },
    'log-health': {
      kind: 'lines',
      title: 'Event log: live, evicted, lost',
      description:
        'live is 1 while it can be read and written. Evicted is by its bounds, per second; lost is a new epoch.',
      unit: 'short',
      queries: [
        { expr: 'min(nobet_event_log_live)', legend: 'live' },
        { expr: `sum(rate(nobet_event_log_evicted_total${RATE}))`, legend: 'evicted /s' },
        { expr: `sum(increase(nobet_event_log_epochs_total${RATE}))`, legend: 'new epochs' },
      ],
    },
    'refused-input': {
      kind: 'stacked',
      title: 'Refused input',
      description: 'By door and reason, per second.',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (door, reason) (rate(nobet_bad_input_total{door!=""}${RATE}))`,
          legend: '{{door}} {{reason}}',
        },
      ],
    },
    leases: {
      kind: 'states',
      title: 'Who does the work of all',
      description: 'Of several panels one holds each lease. None for longer than a few seconds: nobody probes.',
      queries: [{ expr: 'nobet_lease_held == 1', legend: '{{lease}} {{instance}}' }],
    },
  },
}
