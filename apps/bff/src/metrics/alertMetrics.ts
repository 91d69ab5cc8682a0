import { Counter } from 'prom-client'
import type { Metrics } from './metrics.ts'

/** Figures of the road of alerts. */
export function createAlertMetrics({ registry }: Metrics) {
  return {
    told: new Counter({
      name: 'nobet_alerts_told_total',
      help: 'Transitions of alerts and silences: told by Alertmanager (webhook) or found by asking it (poll)',
      labelNames: ['type', 'via'] as const,
      registers: [registry],
    }),
    refused: new Counter({
      name: 'nobet_alerts_refused_total',
      help: 'Alerts whose labels are more than an event may hold',
      registers: [registry],
    }),
  }
}
