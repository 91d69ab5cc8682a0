import type { AlertList, AlertRow } from '@nobet/contracts'
import { ago, NOW } from '../../../testing/renderApp.tsx'

/** A warning of ten minutes that nobody is on. */
export function buildAlert(over: Partial<AlertRow> = {}): AlertRow {
  const alertname = over.alertname ?? 'RedisEvicting'
  return {
    fingerprint: 'f1',
    alertname,
    labels: {
      alertname,
      severity: over.severity ?? 'warning',
      ...(over.module === undefined ? {} : { module: over.module }),
    },
    annotations: { summary: `${alertname} tells` },
    startsAt: ago(600_000),
    severity: 'warning',
    state: 'active',
    silencedBy: [],
    inhibitedBy: [],
    receivers: ['nobet'],
    peers: ['http://am1.test:9093'],
    ...over,
  }
}

export const buildList = (alerts: readonly AlertRow[], over: Partial<AlertList> = {}): AlertList => ({
  alerts: { value: [...alerts], source: 'alertmanager', freshness: 'live', observedAt: ago(1_000), error: null },
  groups: [],
  watchdog: { state: 'live', lastSeenAt: ago(12_000) },
  peers: [{ url: 'http://am1.test:9093', state: 'live', lastOkAt: new Date(NOW).toISOString() }],
  drill: { enabled: true },
  ...over,
})
