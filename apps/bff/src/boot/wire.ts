import { createAdaptorServer } from '@hono/node-server'
import { createAdmission } from '../access/admission.ts'
import { createNoAuth } from '../access/noAuth.ts'
import { toEffectiveConfig } from '../config/effectiveConfig.ts'
import type { LoadedConfig } from '../config/loadConfig.ts'
import { toModuleTargets } from '../config/moduleTargets.ts'
import { createApp } from '../http/createApp.ts'
import { createPanelRoutes } from '../http/panelRoutes.ts'
import { createHealthRoutes, createMetricsRoutes } from '../http/processRoutes.ts'
import { createLogMetrics } from '../log/logMetrics.ts'
import { createMemoryLog } from '../log/memoryLog.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { createSourceRegistry } from '../sources/registry/sourceRegistry.ts'
import { startReachability } from '../sources/registry/startReachability.ts'
import { countUpstreamState, toUpstreamEvent } from '../sources/registry/toUpstreamEvent.ts'
import { toUpstreamTargets } from '../sources/registry/upstreamTargets.ts'
import { createServeWeb } from '../web/serveWeb.ts'
import { createWebBundle } from '../web/webBundle.ts'
import { judgeStart } from './judgeStart.ts'
import type { PanelDeps, StartOutcome } from './panelDeps.ts'
import { startListening, stopListening } from './startServer.ts'
import { createStopStack } from './stopStack.ts'
import { toStartedEvent } from './startedEvent.ts'

const STOP_GRACE_MS = 1_000

export async function startPanel(loaded: LoadedConfig, deps: PanelDeps): Promise<StartOutcome> {
  const { config } = loaded
  const reason = judgeStart(config)
  if (reason !== undefined) return { kind: 'refused', reason }
  const { clock, logger, randomBytes } = deps
  const stops = createStopStack((name, error) =>
    logger.error({ err: error, part: name }, 'a part did not stop cleanly'),
  )
  const metrics = createMetrics()
  const modules = toModuleTargets(config.modules)
  const newId = () => Buffer.from(randomBytes(6)).toString('hex')
  const reportError = (error: unknown) => logger.error({ err: error }, 'a listener failed')
  const log = createMemoryLog(
    {
      clock,
      newEpoch: newId,
      reportError,
      ...createLogMetrics(
        metrics,
        modules.map(({ id }) => id),
      ),
    },
    { events: config.log.events, bytes: config.log.bytes, ageMs: config.log.age },
  )
  stops.push('log', () => log.stop())
  await log.append([toStartedEvent(deps, newId())])
  const registry = createSourceRegistry(clock, (change) => {
    countUpstreamState(metrics, change)
    const event = toUpstreamEvent(change, new Date(clock.now()).toISOString())
    if (event !== undefined) void log.append([event])
  })
  const reachability = startReachability({ clock, registry, metrics }, toUpstreamTargets(config))
  stops.push('reachability', () => reachability.stop())
  const app = createApp(
    {
      logger,
      clock,
      metrics,
      randomBytes,
      authenticator: createNoAuth(),
      judgeAdmission: createAdmission({ authMode: config.auth.mode, ...config.server }),
    },
    {
      api: [
        createPanelRoutes({
          authMode: config.auth.mode,
          sources: () => registry.views(),
          effectiveConfig: () => toEffectiveConfig(loaded),
        }),
      ],
      open: [
        createHealthRoutes(() => ({ ready: log.bounds() !== undefined, degraded: [] })),
        createMetricsRoutes(metrics),
      ],
      web: createServeWeb(createWebBundle(deps.webRoot), config.server.basePath),
    },
    config.server.basePath,
  )
  const server = createAdaptorServer({ fetch: app.fetch }) as import('node:http').Server
  const { host } = config.server
  const outcome = await startListening(server, { host, port: config.server.port, portVariable: 'NOBET_PORT' })
  if (outcome.kind === 'refused') {
    await stops.stopAll()
    return outcome
  }
  stops.push('server', () => stopListening(server, STOP_GRACE_MS))
  const shown = host.includes(':') ? `[${host}]` : host
  const url = `http://${shown}:${outcome.port}${config.server.basePath}/`
  return { kind: 'started', panel: { url, stop: () => stops.stopAll() } }
}
