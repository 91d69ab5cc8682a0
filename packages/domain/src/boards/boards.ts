/**
 * The one table of Grafana boards: uid, title, variables a link may set, the page of the panel that tells the same
 * story, and each board's panels by name with the number Grafana knows them by. The boards in `grafana/` are built from
 * it, links in both directions come from it. A number, once given, stays: links of old alerts and chats hold it.
 */
export const BOARDS = {
  'mcp-fleet': {
    title: 'MCP fleet',
    variables: [],
    page: '/',
    panels: {
      'modules-up': 1,
      alerts: 2,
      connections: 3,
      watchdog: 4,
      states: 5,
      'request-rate': 6,
      'error-ratio': 7,
      'latency-p95': 8,
      'probe-latency': 9,
      events: 10,
      'cache-hit-ratio': 11,
      memory: 12,
      cpu: 13,
      'event-loop': 14,
      upstreams: 15,
    },
  },
  'mcp-module': {
    title: 'MCP module',
    variables: ['module'],
    page: '/modules/{module}',
    panels: {
      state: 1,
      latency: 2,
      'request-rate': 3,
      'error-ratio': 4,
      'stream-connections': 5,
      'stream-events': 6,
      'cache-hit-ratio': 7,
      'probe-latency': 8,
      'tool-latency': 9,
      'tool-rate': 10,
      sessions: 11,
      'refused-input': 12,
      publisher: 13,
      process: 14,
      alerts: 15,
    },
  },
  'websocket-observability': {
    title: 'WebSocket observability',
    variables: ['module'],
    page: '/events',
    panels: {
      'active-connections': 1,
      connections: 2,
      'event-flow': 3,
      deliveries: 4,
      'delivery-p99': 5,
      'delivery-p50': 6,
      drops: 7,
      recoveries: 8,
      'log-length': 9,
      'log-health': 10,
      'refused-input': 11,
      leases: 12,
    },
  },
  'redis-cache': {
    title: 'Redis and caches',
    variables: ['instance'],
    page: '/events?q=type%3Acache.*',
    panels: {
      up: 1,
      'hit-ratio': 2,
      memory: 3,
      keys: 4,
      evictions: 5,
      commands: 6,
      'command-latency': 7,
      clients: 8,
      network: 9,
      'module-cache': 10,
      'gateway-cache': 11,
      'ttl-changes': 12,
      'average-ttl': 13,
      replication: 14,
    },
  },
  gitops: {
    title: 'GitOps: Argo CD and Kyverno',
    variables: [],
    page: '/events?q=type%3Agitops.*',
    panels: {
      'apps-by-sync': 1,
      'apps-by-health': 2,
      apps: 3,
      syncs: 4,
      'reconcile-time': 5,
      git: 6,
      clusters: 7,
      'policy-results': 8,
      'policy-failures': 9,
      admissions: 10,
      'admission-latency': 11,
      'policies-ready': 12,
    },
  },
  'alerts-overview': {
    title: 'Alerts',
    variables: [],
    page: '/alerts',
    panels: {
      firing: 1,
      pending: 2,
      watchdog: 3,
      'firing-now': 4,
      'firing-over-time': 5,
      notifications: 6,
      'notification-latency': 7,
      'alerts-in-alertmanager': 8,
      silences: 9,
      'rule-evaluation': 10,
      'sent-by-prometheus': 11,
      targets: 12,
    },
  },
  'e2e-results': {
    title: 'End-to-end tests',
    variables: ['project'],
    page: '/',
    panels: { status: 1, 'last-run': 2, flaky: 3, 'by-file': 4, duration: 5, history: 6, slowest: 7 },
  },
} as const satisfies Record<string, BoardEntry>

/** A row of the table. `page` may name one variable in braces. */
export interface BoardEntry {
  readonly title: string
  readonly variables: readonly string[]
  readonly page: string
  readonly panels: Readonly<Record<string, number>>
}

/** Uid of a board, in Grafana and in links alike. */
export type BoardId = keyof typeof BOARDS

/** Name of a panel of this board. */
export type PanelName<Id extends BoardId> = Extract<keyof (typeof BOARDS)[Id]['panels'], string>

export const BOARD_IDS = Object.keys(BOARDS) as readonly BoardId[]
