import type { Transport } from '@modelcontextprotocol/server'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { type BuiltServer, buildServer } from '../server/buildServer.ts'
import { type SessionEvent, startLegacySessions } from '../server/legacySessions.ts'
import { createMcpEndpoint } from '../server/mcpEndpoint.ts'
import { observeOperations } from '../server/observeOperations.ts'
import { recordOperation } from '../server/recordOperation.ts'
import type { Activity } from '../telemetry/activity.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { ModuleMetrics } from '../telemetry/metrics.ts'
import { createRateLimiter } from '../tool/rateLimiter.ts'
import type { ModuleDefinition } from './definition.ts'

const SESSION_IDLE_MS = 5 * 60_000
const MAX_SESSIONS = 256

export interface ServingDeps {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly metrics: ModuleMetrics
  readonly activity: Activity
  readonly catalogue: Catalogue
}

export interface ServingOptions {
  readonly sessionIdleMs?: number
  readonly maxSessions?: number
}

/** The MCP side of a module: both eras over one catalogue, every operation observed. */
export function startServing(definition: ModuleDefinition, deps: ServingDeps, options: ServingOptions) {
  const { catalogue, logger, metrics } = deps
  const build = createServerFactory(definition, deps)
  const sessions = startLegacySessions(
    {
      ...deps,
      open() {
        const built = build()
        return { server: built.server, release: followCatalogue(catalogue, built) }
      },
      onEvent: (event, open, lifeMs) => recordSession(metrics, event, open, lifeMs),
    },
    { idleMs: options.sessionIdleMs ?? SESSION_IDLE_MS, maxSessions: options.maxSessions ?? MAX_SESSIONS },
  )
  const endpoint = createMcpEndpoint({
    sessions,
    buildModern: () => build().server,
    onBadInput(reason, message) {
      metrics.badInput.inc({ reason })
      logger.warn({ reason, message }, 'request refused')
    },
  })
  const unsubscribes = [
    catalogue.onToolsChanged(() => endpoint.notify.toolsChanged()),
    catalogue.onResourcesChanged(() => endpoint.notify.resourcesChanged()),
  ]

  return {
    fetch: (request: Request) => endpoint.fetch(request),
    resourceUpdated: (uri: string) => endpoint.notify.resourceUpdated(uri),
    async stop() {
      for (const unsubscribe of unsubscribes) unsubscribe()
      await Promise.all([sessions.stop(), endpoint.stop()])
    },
  }
}

/** Keeps a session's server in step with the catalogue until it is released. */
function followCatalogue(catalogue: Catalogue, built: BuiltServer): () => void {
  const unsubscribes = [
    catalogue.onToolsChanged((tools) => built.syncTools(tools)),
    catalogue.onResourcesChanged(() => built.server.sendResourceListChanged()),
  ]
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe()
  }
}

function createServerFactory(definition: ModuleDefinition, deps: ServingDeps): () => BuiltServer {
  const { catalogue, metrics } = deps
  const identity = {
    name: definition.id,
    title: definition.title,
    version: definition.version,
    instructions: definition.instructions,
  }
  const hasTool = (name: string) => catalogue.current().tools.some((tool) => tool.name === name)
  const callDeps = {
    limiter: createRateLimiter(deps.clock),
    logger: deps.logger,
    onRateLimited: (tool: string) => metrics.rateLimited.inc({ gen_ai_tool_name: tool }),
  }
  return () => {
    const built = buildServer(identity, catalogue, callDeps)
    const connect = built.server.connect.bind(built.server)
    built.server.connect = async (transport: Transport) => {
      await connect(transport)
      observeOperations(transport, {
        ...deps,
        onOperation: (operation) => recordOperation({ ...deps, hasTool }, operation),
      })
    }
    return built
  }
}

function recordSession(metrics: ModuleMetrics, event: SessionEvent, open: number, lifeMs: number | undefined): void {
  metrics.sessionEvents.inc({ event })
  metrics.sessions.set(open)
  if (lifeMs !== undefined) metrics.sessionDuration.observe({ network_transport: 'tcp' }, lifeMs / 1000)
}
