import type { Cache } from '../cache/cache.ts'
import { createMemoryCache } from '../cache/memoryCache.ts'
import { createCatalogue } from '../catalogue/catalogue.ts'
import type { Clock } from '../clock.ts'
import type { Publisher } from '../publish/publisher.ts'
import type { EventDraft } from '../publish/stampEvent.ts'
import type { Random } from '../random.ts'
import { type LoopOptions, startLoop } from '../task/runTask.ts'
import { type Activity, createActivity } from '../telemetry/activity.ts'
import type { Logger } from '../telemetry/logger.ts'
import { createModuleMetrics, type ModuleMetrics } from '../telemetry/metrics.ts'
import type { ModuleDefinition, ModuleKit, ModuleParts } from './definition.ts'
import { openPublisher, type PanelLink } from './openPublisher.ts'
import { createModuleApp } from './moduleApp.ts'
import { startServing } from './serving.ts'

const CONTEXT_EVERY_MS = 4_000
const CONTEXT_JITTER = 0.4
const SAMPLE_EVERY_MS = 15_000
const SAMPLE_JITTER = 0.05
const FLUSH_MS = 800

export interface ModuleDeps {
  readonly clock: Clock
  readonly random: Random
  readonly fetch: typeof globalThis.fetch
  readonly logger: Logger
}

export interface ModuleOptions {
  /** Where to publish; absent: nowhere. */
  readonly panel?: PanelLink
  readonly contextEveryMs?: number
  readonly sampleEveryMs?: number
  readonly sessionIdleMs?: number
  readonly maxSessions?: number
}

/** A module at work, without a socket: `fetch` answers `/mcp`, `/metrics` and `/healthz`. */
export interface Module {
  readonly id: string
  readonly title: string
  fetch(request: Request): Response | Promise<Response>
  readonly metrics: ModuleMetrics
  /** Ends loops and sessions and flushes what is queued, within a second. Idempotent. */
  stop(): Promise<void>
}

/** Puts a definition to work: cache, publisher, metrics, sessions and loops come from here, so no module has its own. */
export function createModule(definition: ModuleDefinition, deps: ModuleDeps, options: ModuleOptions = {}): Module {
  const metrics = createModuleMetrics()
  const activity = createActivity(deps.clock)
  const publisher = openPublisher(definition.id, { ...deps, metrics, activity }, options.panel)
  const cache = openCache(deps, metrics, activity, (draft) => publisher.publish(draft))
  const loops = createLoops(deps, metrics)
  const catalogue = createCatalogue({ tools: [], resources: [], prompts: [] })
  const serving = startServing(definition, { ...deps, metrics, activity, catalogue }, options)
  const parts = definition.build({
    ...deps,
    cache,
    publish: (draft) => publisher.publish(draft),
    setTools: (tools) => catalogue.setTools(tools),
    resourcesChanged: () => catalogue.resourcesChanged(),
    resourceUpdated: (uri) => serving.resourceUpdated(uri),
    loop: (loop, work) => loops.start(loop, work),
  } satisfies ModuleKit)
  catalogue.setContent(parts)
  startReports(loops, publisher, { parts, activity, options })
  const app = createModuleApp(definition, { fetchMcp: serving.fetch, metrics, logger: deps.logger })
  let stopping: Promise<void> | undefined

  const stop = async () => {
    loops.stop()
    await publisher.stop(FLUSH_MS)
    await serving.stop()
  }
  return {
    id: definition.id,
    title: definition.title,
    fetch: (request) => app.fetch(request),
    metrics,
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}

function openCache(
  deps: ModuleDeps,
  metrics: ModuleMetrics,
  activity: Activity,
  publish: (draft: EventDraft) => void,
): Cache {
  return createMemoryCache({
    ...deps,
    observer: {
      onRead(result) {
        metrics.cacheRequests.inc({ result })
        activity.onCacheRead(result !== 'miss')
      },
      onEvicted: () => metrics.cacheEvictions.inc(),
      onSize: (entries) => metrics.cacheEntries.set(entries),
      onTtlChanged: (data) => publish({ type: 'cache.ttl.changed', subject: data.key, data }),
    },
  })
}

function createLoops(deps: ModuleDeps, metrics: ModuleMetrics) {
  const stops: (() => void)[] = []
  const onFailure = (task: string) => metrics.taskFailures.inc({ task })
  return {
    start(options: LoopOptions, work: () => void | Promise<void>) {
      stops.push(startLoop({ ...deps, onFailure }, options, work))
    },

    stop() {
      for (const stop of stops.splice(0)) stop()
    },
  }
}

function startReports(
  loops: Pick<ReturnType<typeof createLoops>, 'start'>,
  publisher: Publisher,
  from: { readonly parts: ModuleParts; readonly activity: Activity; readonly options: ModuleOptions },
): void {
  const { parts, activity, options } = from
  const contextEvery = { everyMs: options.contextEveryMs ?? CONTEXT_EVERY_MS, jitter: CONTEXT_JITTER }
  loops.start({ task: 'publish-context', ...contextEvery }, async () => {
    publisher.publish({ type: 'mcp.context.updated', data: await parts.context() })
  })
  const sampleEvery = { everyMs: options.sampleEveryMs ?? SAMPLE_EVERY_MS, jitter: SAMPLE_JITTER }
  loops.start({ task: 'publish-metrics', ...sampleEvery }, () => {
    publisher.publish({ type: 'mcp.metrics.sampled', severity: 'debug', data: activity.sample() })
  })
}
