import type { AlertData, Severity } from '@nobet/contracts'
import { toFingerprint } from '@nobet/domain/alerts'
import type { TimelineEntry, WorldEvent } from '../world/mockWorld.ts'
import { toWorldInstant } from '../world/worldInstant.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

interface Laid {
  readonly alertname: string
  readonly module?: string
  readonly severity: Severity
  readonly component: string
  readonly summary: string
  readonly description: string
  readonly expression: string
}

/** Names of the alerts of the worlds, so that each place speaks of the same. */
export const WORLD_ALERTS = {
  drift: {
    alertname: 'McpCatalogueChanged',
    module: 'mubot',
    severity: 'warning',
    component: 'mcp',
    summary: 'MuBot changed 2 tools without telling',
    description: 'The catalogue of MuBot differs from the approved one and waits for an operator.',
    expression: 'nobet_catalogue_unapproved{module="mubot"} > 0',
  },
  memory: {
    alertname: 'RedisMemoryCritical',
    severity: 'critical',
    component: 'redis',
    summary: 'Redis uses 96 % of its memory',
    description: 'Keys are about to be evicted; caches of all modules grow colder.',
    expression: 'redis_memory_used_bytes / redis_memory_max_bytes > 0.95',
  },
  evicting: {
    alertname: 'RedisEvicting',
    severity: 'warning',
    component: 'redis',
    summary: 'Redis evicted 240 keys in 10 min',
    description: 'Entries leave the cache before their time.',
    expression: 'rate(redis_evicted_keys_total[10m]) > 0',
  },
  slow: {
    alertname: 'McpModuleSlow',
    module: 'mubot',
    severity: 'warning',
    component: 'mcp',
    summary: 'MuBot answers tools/list in 2.41 s',
    description: 'p95 over 1 s for 10 min.',
    expression: 'nobet:probe_latency:p95{module="mubot"} > 1',
  },
  idle: {
    alertname: 'McpModuleIdle',
    module: 'observability',
    severity: 'info',
    component: 'mcp',
    summary: 'Observability had no call for 30 min',
    description: 'It is alive and nobody asks it anything.',
    expression: 'sum by (module) (rate(nobet_calls_total{module="observability"}[30m])) == 0',
  },
  burn: {
    alertname: 'McpErrorBudgetSlowBurn',
    module: 'finbot',
    severity: 'warning',
    component: 'mcp',
    summary: 'FinBot burned its error budget twice as fast as planned',
    description: 'Tool errors over 6 h.',
    expression: 'nobet:error_budget:burn6h{module="finbot"} > 2',
  },
} as const satisfies Record<string, Laid>

/** Six alerts of an ordinary day that is not quiet: one of each way an alert can stand, and two that are over. */
export const layAlerts = (): TimelineEntry[] => [
  layAlert('alert.firing', WORLD_ALERTS.burn, -50 * MINUTE_MS),
  layAlert('alert.resolved', WORLD_ALERTS.burn, -50 * MINUTE_MS, -39 * MINUTE_MS),
  layAlert('alert.firing', WORLD_ALERTS.idle, -48 * MINUTE_MS),
  layAlert('alert.firing', WORLD_ALERTS.slow, -26 * MINUTE_MS),
  {
    atMs: -24 * MINUTE_MS,
    event: {
      type: 'alert.acknowledged',
      source: '/alertmanager',
      subject: fingerprintOf(WORLD_ALERTS.slow),
      module: 'mubot',
      data: {
        fingerprint: fingerprintOf(WORLD_ALERTS.slow),
        alertname: WORLD_ALERTS.slow.alertname,
        by: 'Deniz Kaya',
        until: toWorldInstant(4 * HOUR_MS - 24 * MINUTE_MS),
        silenceId: ACK_SILENCE_ID,
        comment: 'Ledger import runs until 15:30',
      },
    },
  },
  layAlert('alert.firing', WORLD_ALERTS.evicting, -14 * MINUTE_MS),
  layAlert('alert.firing', WORLD_ALERTS.drift, -12 * MINUTE_MS),
  layAlert('alert.firing', WORLD_ALERTS.memory, -6 * MINUTE_MS),
]

/** The silence that stands for Deniz Kaya's acknowledgement. */
export const ACK_SILENCE_ID = '5a1f0c1e-0000-4000-8000-000000000001'

export const fingerprintOf = (laid: Laid): string => toFingerprint(toLabels(laid))

const toLabels = ({ alertname, severity, component, module }: Laid): Record<string, string> => ({
  alertname,
  severity,
  component,
  ...(module === undefined ? {} : { module }),
})

function layAlert(type: 'alert.firing' | 'alert.resolved', laid: Laid, startMs: number, endMs?: number): TimelineEntry {
  const data: AlertData = {
    fingerprint: fingerprintOf(laid),
    alertname: laid.alertname,
    labels: toLabels(laid),
    annotations: {
      summary: laid.summary,
      description: laid.description,
      runbook_url: `http://127.0.0.1/guide#${laid.alertname.toLowerCase()}`,
    },
    generatorUrl: `http://127.0.0.1:9090/graph?${new URLSearchParams({ 'g0.expr': laid.expression, 'g0.tab': '1' })}`,
    startsAt: toWorldInstant(startMs),
    ...(endMs === undefined ? {} : { endsAt: toWorldInstant(endMs) }),
  }
  const event: WorldEvent = {
    type,
    source: '/alertmanager',
    subject: data.fingerprint,
    severity: laid.severity,
    ...(laid.module === undefined ? {} : { module: laid.module }),
    data,
  }
  return { atMs: endMs ?? startMs, event }
}
