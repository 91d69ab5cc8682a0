import { Counter, Gauge } from 'prom-client'
import type { Metrics } from './metrics.ts'

/** How the road itself is doing: log, lease, and the panel's own events on their way. */
export function createRoadMetrics({ registry }: Pick<Metrics, 'registry'>) {
  const registers = [registry]
  return {
    logLive: new Gauge({ name: 'nobet_event_log_live', help: '1 while the log can be read and written', registers }),
    epochs: new Counter({
      name: 'nobet_event_log_epochs_total',
      help: 'Times the log was lost, whole or in part',
      registers,
    }),
    epochLost: new Counter({
      name: 'nobet_event_log_epoch_lost_total',
      help: 'Log positions this panel had seen that a new epoch does not hold',
      registers,
    }),
    fenced: new Counter({
      name: 'nobet_event_log_fenced_total',
      help: 'Appends refused because another panel holds the lease now',
      registers,
    }),
    leaseHeld: new Gauge({
      name: 'nobet_lease_held',
      help: '1 while this panel does the work of this lease for all',
      labelNames: ['lease'] as const,
      registers,
    }),
    ownDropped: new Counter({
      name: 'nobet_own_events_dropped_total',
      help: 'Events of the panel itself that did not fit the buffer while the log was away',
      registers,
    }),
  }
}

export type RoadMetrics = ReturnType<typeof createRoadMetrics>
