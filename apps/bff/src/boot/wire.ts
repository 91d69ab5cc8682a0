import { createSharedAttempts } from '../access/sharedAttempts.ts'
import { startRedisSessionStore } from '../access/sessions/redisSessionStore.ts'
import { createAdmission } from '../access/admission.ts'
import { createJudgeUpgrade } from '../access/judgeUpgrade.ts'
import { startAudit } from '../access/audit/startAudit.ts'
import { startAccess } from '../access/startAccess.ts'
import { toEffectiveConfig } from '../config/effectiveConfig.ts'
import type { LoadedConfig } from '../config/loadConfig.ts'
import { toModuleTargets } from '../config/moduleTargets.ts'
import { createApp } from '../http/createApp.ts'
import { createOverviewRoutes } from '../http/overviewRoutes.ts'
import { createPanelRoutes } from '../http/panelRoutes.ts'
import { createMetricsRoutes, type MetricsGuard } from '../http/metricsRoutes.ts'
import { createHealthRoutes } from '../http/processRoutes.ts'
import { createSessionRoutes } from '../http/sessionRoutes.ts'
import { createSpecRoutes } from '../http/specRoutes.ts'
import { createLive } from '../live/index.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { startAtZero } from '../metrics/startAtZero.ts'
import { startModules } from '../modules/startModules.ts'
import { createProxyDoor } from '../proxies/createProxyDoor.ts'
import { PROXY_ROUTES } from '../proxies/proxyRoutes.ts'
import { createPanels } from '../panels/createPanels.ts'
import { createPublishRoute } from '../sources/publish/publishRoute.ts'
import { createServeWeb } from '../web/serveWeb.ts'
import { countSpans } from '../telemetry/countSpans.ts'
import { createToastRoute } from '../telemetry/toastRoute.ts'
import { startTelemetry } from '../telemetry/startTelemetry.ts'
import { createWebBundle } from '../web/webBundle.ts'
import { createRoadMetrics } from '../metrics/roadMetrics.ts'
import { startReplicaCounts } from '../redis/replicaCounts.ts'
import { toConsoleEvent } from './consoleEvents.ts'
import { judgeStart } from './judgeStart.ts'
import { type Backing, startBacking } from './startBacking.ts'
import type { PanelDeps, StartOutcome } from './panelDeps.ts'
import { startAlerts } from './startAlerts.ts'
import { startRoad } from './startRoad.ts'
import { startDoors } from './startDoors.ts'
import { startSources } from './startSources.ts'
import { createStopStack, type StopStack } from './stopStack.ts'
import { uuidv7 } from './uuidv7.ts'
import { VERSION } from './version.ts'

const INSTANCE_BYTES = 6

/** The only place that knows everybody: starts each part with what it needs, and stops them in reverse. */
export async function startPanel(loaded: LoadedConfig, deps: PanelDeps): Promise<StartOutcome> {
  const { config } = loaded
  const { logger } = deps
  const reason = judgeStart(config)
  if (reason !== undefined) return { kind: 'refused', reason }
  const stops = createStopStack((part, error) => logger.error({ err: error, part }, 'a part did not stop cleanly'))
  const parts = await assemble(loaded, deps, stops)
  const outcome = await startDoors({ ...parts, config }, stops)
  if (outcome.kind === 'refused') {
    await stops.stopAll()
    return outcome
  }
  const routes = parts.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  return {
    kind: 'started',
    panel: { url: outcome.url, routes: [...new Set([...routes, ...PROXY_ROUTES])], stop: () => stops.stopAll() },
  }
}

async function assemble(loaded: LoadedConfig, deps: PanelDeps, stops: StopStack) {
  const { config } = loaded
  const { logger } = deps
  const { basePath } = config.server
  const metrics = createMetrics()
  const targets = toModuleTargets(config.modules)
  startAtZero(
    metrics,
    targets.map(({ id }) => id),
  )
  const reportError = (error: unknown) => logger.error({ err: error }, 'a part reported a fault')
  const newId = () => uuidv7(deps.clock.now(), deps.randomBytes(10))
  const telemetry = await startTelemetry(deps, { otlpUrl: config.telemetry.otlpUrl, version: VERSION })
  stops.push('telemetry', () => telemetry.stop())
  const { tracer } = telemetry
  countSpans(metrics, tracer)
  const roadMetrics = createRoadMetrics(metrics)
  const instance = Buffer.from(deps.randomBytes(INSTANCE_BYTES)).toString('hex')
  const backing = await startBacking({ ...deps, reportError, newId, tracer, roadMetrics }, config, stops)
  const { clock, redis, lease, shelf } = backing
  const shared = { ...deps, clock, metrics, roadMetrics, reportError, newId, tracer, instance, redis }

  const { events, bytes, age } = config.log
  const ids = targets.map(({ id }) => id)
  const road = await startRoad(shared, { bounds: { events, bytes, ageMs: age }, modules: ids }, stops)
  const judgeAdmission = createAdmission({ authMode: config.auth.mode, ...config.server })
  const access = startAccess({ ...deps, clock, fetch: globalThis.fetch, ...toSharedAccess(backing) }, config)
  stops.push('access', () => access.stop())
  const audit = startAudit({ clock, newId, publish: road.publish })
  stops.push('audit', () => audit.stop())
  const { authenticator, sessions, cookie } = access
  const live = createLive(
    {
      ...shared,
      ...road,
      authenticator,
      judgeUpgrade: createJudgeUpgrade(judgeAdmission),
      onSessionEnd: (listener) => sessions.onEnded(listener),
      onDenied: (denied) => audit.record({ actor: 'anonymous', ...denied, action: 'stream hello', outcome: 'denied' }),
    },
    { basePath, modules: ids },
  )
  stops.push('live', () => live.stop())
  const world = () => road.journal.snapshot()?.world
  const sources = startSources({ ...shared, road }, config, stops)
  const counts =
    redis === undefined
      ? undefined
      : startReplicaCounts({ ...shared, client: redis.client, own: (id) => live.connections(id) }, ids)
  if (counts !== undefined) stops.push('replica counts', () => counts.stop())
  const modules = startModules(
    {
      ...shared,
      log: road.log,
      publish: road.publish,
      lease,
      shelf,
      world,
      toElected:
        redis === undefined
          ? undefined
          : ({ lease: name }) => toConsoleEvent(shared, 'console.lease.won', 'info', { lease: name }),
      connections: (id) => (counts === undefined ? live.connections(id) : counts.sum(id)),
    },
    { modules: targets, version: VERSION, intervalMs: config.probe.interval },
  )
  stops.push('modules', modules.stop)

  const alerts = startAlerts({ ...shared, ...sources, road, world, lease }, config, stops)

  const effectiveConfig = () => toEffectiveConfig(loaded)
  const authMode = config.auth.mode
  const metricsGuard: MetricsGuard =
    authMode === 'none' ? { kind: 'open' } : { kind: 'token', token: config.metrics.token }
  const app = createApp(
    { ...shared, authenticator, judgeAdmission, audit },
    {
      api: [
        createPanelRoutes({ sources: sources.sources, effectiveConfig }),
        createToastRoute({ clock, metrics }),
        createSessionRoutes({ authMode, sessions, cookie }),
        createOverviewRoutes({ clock, world, ...sources }),
        createPublishRoute({ ...shared, log: road.log }),
        live.routes,
        modules.routes,
        ...alerts.api,
        ...createPanels({ ...shared, ...modules, gateway: sources.gateway, publish: road.publish }, config),
      ],
      open: [
        createHealthRoutes(sources.readiness),
        alerts.hook,
        createSpecRoutes(VERSION, basePath),
        ...(config.metrics.port === undefined ? [createMetricsRoutes(metrics, metricsGuard)] : []),
      ],
      web: createServeWeb(createWebBundle(deps.webRoot), basePath),
    },
    basePath,
  )
  const { gateway } = sources
  const { datasources } = config.grafana
  const proxyDoor = createProxyDoor(
    { ...shared, gateway, authenticator, judgeAdmission, audit },
    { basePath, datasources },
  )
  return { app, proxyDoor, live, metrics, judgeAdmission, metricsGuard }
}

/** Shared with the other panels where there is something to share it in. */
function toSharedAccess({ clock, redis }: Backing) {
  if (redis === undefined) return {}
  const deps = { clock, client: redis.client }
  return { store: startRedisSessionStore(deps), attempts: createSharedAttempts(deps) }
}
