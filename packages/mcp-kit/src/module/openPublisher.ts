import type { Clock } from '../clock.ts'
import { type Publisher, startPublisher } from '../publish/publisher.ts'
import type { Random } from '../random.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Activity } from '../telemetry/activity.ts'
import type { ModuleMetrics } from '../telemetry/metrics.ts'

/** Where the panel is, and the bearer token it wants. */
export interface PanelLink {
  readonly url: string
  readonly token?: string
}

export interface OpenPublisherDeps {
  readonly clock: Clock
  readonly random: Random
  readonly fetch: typeof globalThis.fetch
  readonly logger: Logger
  readonly metrics: ModuleMetrics
  readonly activity: Activity
}

/** The publisher with its counters; without a panel, one that publishes nowhere and says so once. */
export function openPublisher(module: string, deps: OpenPublisherDeps, panel: PanelLink | undefined): Publisher {
  const { metrics } = deps
  if (panel === undefined) {
    deps.logger.info('NOBET_PANEL_URL is not set: events are not published')
    return { publish: () => undefined, stop: () => Promise.resolve() }
  }
  const observer = {
    onPublished: (count: number) => metrics.published.inc(count),
    onDropped(reason: string, count: number) {
      metrics.publishDropped.inc({ reason }, count)
      deps.activity.onEventsDropped(count)
    },
    onRetry: () => metrics.publishRetries.inc(),
    onQueued: (length: number) => metrics.publishQueue.set(length),
  }
  return startPublisher(
    { ...deps, observer },
    { module, panelUrl: panel.url, ...(panel.token === undefined ? {} : { token: panel.token }) },
  )
}
