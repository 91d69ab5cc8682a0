import { EVENT_TYPES, SEVERITIES, TOAST_KINDS, TTL_CAUSES } from '@nobet/contracts'
import { UPSTREAM_IDS } from '../upstreams/gateway.ts'
import { DROP_REASONS, type Metrics } from './metrics.ts'

const OTHER = '_other'

/** A series that begins with its first event hides it from `increase()`: all that are known in advance begin at 0. */
export function startAtZero(metrics: Metrics, configured: readonly string[]): void {
  const modules = [...configured, OTHER]
  for (const module of modules) {
    for (const event_type of [...EVENT_TYPES, OTHER]) metrics.eventsPublished.inc({ module, event_type }, 0)
    for (const cause of TTL_CAUSES) metrics.ttlChanges.inc({ module, cause }, 0)
    metrics.catalogueChanges.inc({ module }, 0)
  }
  for (const module of configured) {
    for (const event of ['opened', 'closed', 'leaked']) metrics.probeSessions.inc({ module, event }, 0)
  }
  for (const transport of ['websocket', 'sse', 'poll']) {
    metrics.streamConnections.inc({ transport }, 0)
    metrics.streamDeliveries.inc({ transport }, 0)
  }
  for (const upstream of UPSTREAM_IDS)
    for (const result of ['hit', 'miss', 'stale', 'coalesced']) metrics.upstreamCache.inc({ upstream, result }, 0)
  for (const reason of DROP_REASONS) metrics.streamDropped.inc({ reason }, 0)
  for (const state of ['complete', 'partial', 'none']) metrics.streamRecoveries.inc({ state }, 0)
  for (const kind of TOAST_KINDS) for (const severity of SEVERITIES) metrics.toasts.inc({ kind, severity }, 0)
  metrics.eventDelivery.zero({ transport: 'http', stage: 'append' })
  for (const transport of ['websocket', 'sse'])
    for (const stage of ['send', 'receive', 'paint']) metrics.eventDelivery.zero({ transport, stage })
}
