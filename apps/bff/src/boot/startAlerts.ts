import type { World } from '@nobet/contracts'
import type { Config } from '@nobet/contracts/config'
import { createReadLink } from '@nobet/domain/alerts'
import type { Hono } from 'hono'
import { createAlertRoutes } from '../alerts/alertRoutes.ts'
import { createDrill } from '../alerts/drill.ts'
import { createSilenceRoutes } from '../alerts/silenceRoutes.ts'
import { createAlertmanagerWriter } from '../alerts/writeAlertmanager.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { createAlertMetrics } from '../metrics/alertMetrics.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Lease } from '../redis/lease.ts'
import { createPublishFindings } from '../sources/alertmanager/publishFindings.ts'
import { watchPeers } from '../sources/alertmanager/watchPeers.ts'
import { createWebhookRoute } from '../sources/alertmanager/webhookRoute.ts'
import type { SourceRegistry } from '../sources/registry/sourceRegistry.ts'
import type { Gateway } from '../upstreams/gateway.ts'
import type { PanelDeps } from './panelDeps.ts'
import type { Road } from './startRoad.ts'
import type { StopStack } from './stopStack.ts'

const WATCHDOG = { id: 'watchdog', kind: 'watchdog', key: 'alertmanager.urls', use: 'data' } as const
const MS_PER_SECOND = 1_000

export interface AlertsDeps extends PanelDeps {
  readonly road: Road
  readonly world: () => World | undefined
  readonly gateway: Gateway
  readonly registry: Pick<SourceRegistry, 'report'>
  readonly lease: Lease
  readonly metrics: Metrics
  readonly newId: () => string
  readonly reportError: (error: unknown) => void
}

export interface Alerts {
  /** Behind authentication. */
  readonly api: readonly Hono<AppEnv>[]
  /** The hook, with a bearer of its own. */
  readonly hook: Hono<AppEnv>
}

/** The road of alerts: told by webhook, checked against every peer, answered with silences. */
export function startAlerts(deps: AlertsDeps, config: Config, stops: StopStack): Alerts {
  const { clock, road, gateway, registry, logger } = deps
  const { watchdogMissing: watchdogMissingMs } = config.alerts
  const metrics = createAlertMetrics(deps.metrics)
  const writer = createAlertmanagerWriter(gateway)
  const onRefused = (alertname: string) => {
    metrics.refused.inc()
    logger.warn({ alertname }, 'the labels of an alert are more than an event may hold; it is not shown')
  }
  const publishFindings = createPublishFindings({
    clock,
    log: road.log,
    fence: () => deps.lease.fence(),
    expire: (id) => writer.expireSilence(id),
    onFound: (type) => metrics.told.inc({ type, via: 'poll' }),
    onRefused,
  })
  const watch = watchPeers({
    ...deps,
    watchdogMissingMs,
    onView: async (view, before) => {
      const { state } = view.watchdog
      if (state === 'live') registry.report(WATCHDOG, { state })
      if (state === 'missing') registry.report(WATCHDOG, { state: 'unavailable', error: toBlind(watchdogMissingMs) })
      await publishFindings(view, before)
    },
  })
  stops.push('alertmanager', () => watch.stop())
  const linkHosts = toLinkHosts(config)
  const readLink = createReadLink(linkHosts)
  const drill = createDrill({ ...deps, writer, view: () => watch.view(), isAllowed: config.alerts.drill })
  const routes = { ...deps, watch, writer, readLink, linkHosts, drill, log: road.log, publish: road.publish }
  const hook = createWebhookRoute({
    ...deps,
    log: road.log,
    token: config.alertmanager.webhookToken,
    onTruncated: () => void watch.refresh(),
    onReceived: (types) => types.forEach((type) => metrics.told.inc({ type, via: 'webhook' })),
    onRefused,
  })
  return { api: [createAlertRoutes(routes), createSilenceRoutes(routes)], hook }
}

const toBlind = (missingMs: number) =>
  `the always-firing alert Watchdog has not come through for ${missingMs / MS_PER_SECOND} s: the monitor itself is blind`

/** Hosts that links of alerts may lead to: those the operator named, and the panel's own neighbours. */
function toLinkHosts({ alerts, server, grafana, prometheus, alertmanager }: Config): string[] {
  const neighbours = [
    server.publicUrl ?? `http://${server.host}:${server.port}`,
    grafana.publicUrl ?? grafana.url,
    prometheus.publicUrl ?? prometheus.url,
    alertmanager.publicUrl,
  ]
  return [...alerts.linkHosts, ...neighbours.flatMap((url) => (url === undefined ? [] : [new URL(url).host]))]
}
