import { type CloudEvent, type MetricsSampled, toTimestamp, type World } from '@nobet/contracts'
import { toEpoch } from '@nobet/domain/health'
import type { Hono } from 'hono'
import type { AppEnv } from '../http/appEnv.ts'
import type { EventLog } from '../log/eventLog.ts'
import { type Probing, type ProbingDeps, type ProbingOptions, startProbing } from '../sources/mcp/startProbing.ts'
import { createCatalogueStore } from './catalogueStore.ts'
import { startEventRates } from './eventRates.ts'
import { createModuleRoutes } from './moduleRoutes.ts'
import { createSampleStore, SAMPLE_WINDOW_MS } from './sampleStore.ts'

export interface ModulesDeps extends Omit<ProbingDeps, 'publish' | 'onObserved' | 'readMetrics'> {
  readonly log: Pick<EventLog, 'append' | 'bounds' | 'read' | 'onChange'>
  /** `undefined` while the log cannot be read. */
  readonly world: () => World | undefined
  /** Sessions that see this module by name or pattern now. */
  readonly connections: (id: string) => number | undefined
  readonly reportError: (error: unknown) => void
}

export interface Modules {
  readonly probing: Probing
  readonly routes: Hono<AppEnv>
  readonly stop: () => Promise<void>
}

/** Everything the panel does for its configured modules: probing, series, catalogues, routes. */
export function startModules(deps: ModulesDeps, options: ProbingOptions): Modules {
  const { modules } = options
  const ids = modules.map(({ id }) => id)
  const startedAt = deps.clock.now()
  const samples = createSampleStore(deps.clock, ids)
  const catalogues = createCatalogueStore(ids)
  const rates = startEventRates(deps, ids)
  const publish = (events: readonly CloudEvent[]): void => {
    deps.log.append(events).catch(deps.reportError)
  }

  const probing = startProbing(
    {
      ...deps,
      publish,
      readMetrics: (id): MetricsSampled => ({
        windowMs: SAMPLE_WINDOW_MS,
        ...measured('latencyMs', samples.quantiles(id)),
        ...measured('eventsPerMinute', rates.perMinute(id)),
        ...measured('connections', deps.connections(id)),
      }),
      onObserved({ id }, { at, before, after, checked, climb }) {
        const sample = {
          time: toTimestamp(toEpoch(at)),
          state: after.state,
          latencyMs: checked.outcome === 'passed' ? checked.durationMs : null,
          listMs: climb.listMs === undefined ? null : Math.round(climb.listMs * 1_000) / 1_000,
          eventsPerMinute: rates.perMinute(id) ?? null,
          connections: deps.connections(id) ?? null,
        }
        samples.add({ id, sample, at, before, after })
        const { content, truncated } = climb
        if (content !== undefined && checked.catalogue !== undefined) {
          catalogues.set(id, { content, hash: checked.catalogue.hash, truncated, at })
        }
      },
    },
    options,
  )

  return {
    probing,
    routes: createModuleRoutes({ ...deps, startedAt, modules, probing, samples, catalogues }),
    async stop() {
      await probing.stop()
      rates.stop()
    },
  }
}

/** Not measured is absent, never zero. */
const measured = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  // The computed key widens to string; it is K.
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>
