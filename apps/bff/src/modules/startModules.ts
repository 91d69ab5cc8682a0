import {
  type CloudEvent,
  type HealthChecked,
  type MetricsSampled,
  type ModuleSamples,
  parseCursor,
  type World,
} from '@nobet/contracts'
import type { Hono } from 'hono'
import type { AppEnv } from '../http/appEnv.ts'
import type { EventLog, Fence } from '../log/eventLog.ts'
import type { Lease } from '../redis/lease.ts'
import type { Observation } from '../sources/mcp/probeModule.ts'
import type { ProbeAnswer } from '../sources/mcp/probeLine.ts'
import { type ProbingDeps, type ProbingOptions, startProbing } from '../sources/mcp/startProbing.ts'
import { type CatalogueShelf, type CatalogueStore, createCatalogueStore } from './catalogueStore.ts'
import { startEventRates } from './eventRates.ts'
import { startHealthFeed } from './healthFeed.ts'
import { createModuleRoutes } from './moduleRoutes.ts'
import { createProbeAsks } from './probeAsks.ts'
import { startProbingLead } from './probingLead.ts'
import { createSampleStore, SAMPLE_WINDOW_MS } from './sampleStore.ts'

export interface ModulesDeps extends Omit<ProbingDeps, 'publish' | 'onObserved' | 'readMetrics' | 'beside'> {
  readonly log: Pick<EventLog, 'append' | 'bounds' | 'recent' | 'read' | 'onChange'>
  /** For what the probes find; waits while the log is away. */
  readonly publish: (event: CloudEvent, fence: Fence) => void
  /** Who probes for all panels. */
  readonly lease: Lease
  /** First event of a panel that takes over from another: when the log has it, everything before it is known here. */
  readonly toElected?: ((fence: Fence) => CloudEvent) | undefined
  readonly shelf: CatalogueShelf
  /** `undefined` while the log cannot be read. */
  readonly world: () => World | undefined
  /** Sessions that see this module by name or pattern now, on all panels. */
  readonly connections: (id: string) => number | undefined
  readonly reportError: (error: unknown) => void
}

export interface Modules {
  readonly routes: Hono<AppEnv>
  /** The panel's own last hour of a configured module. */
  readonly samples: (id: string) => ModuleSamples
  /** Whether this panel is the one that probes. */
  readonly probes: () => boolean
  readonly stop: () => Promise<void>
}

/** Everything the panel does for its configured modules: probing when it is its turn, series, catalogues, routes. */
export function startModules(deps: ModulesDeps, options: Omit<ProbingOptions, 'resume'>): Modules {
  const { modules } = options
  const ids = modules.map(({ id }) => id)
  const startedAt = deps.clock.now()
  const samples = createSampleStore(deps.clock, ids)
  const rates = startEventRates(deps, ids)
  const asks = createProbeAsks(deps)
  const catalogues = createCatalogueStore({ ...deps, seen: (id) => feed.catalogue(id) })
  const feed = startHealthFeed(
    {
      ...deps,
      samples,
      onLive: (entry) => asks.onLive(entry, lead.probing()),
      onEpoch: () => catalogues.distrust(),
    },
    ids,
  )

  const begin = async (fence: Fence) => {
    if (!(await takeOver(fence))) return undefined
    const resumed = ids.map(async (id) => [id, await resume(id)] as const)
    const points = { ...options, resume: new Map(await Promise.all(resumed)) }
    return startProbing({ ...deps, ...toFigures(), publish: publisher(fence), onObserved: observer(fence) }, points)
  }

  const takeOver = async (fence: Fence): Promise<boolean> => {
    if (deps.toElected === undefined) return true
    const outcome = await deps.log.append([deps.toElected(fence)], { fence })
    const [cursor] = outcome.kind === 'appended' ? outcome.cursors : []
    const at = cursor === undefined ? undefined : parseCursor(cursor)
    if (at === undefined) return false
    await feed.reaches(at.offset)
    return true
  }

  const resume = async (id: string) => {
    const track = feed.track(id)
    return { ...(track === undefined ? {} : { resume: track }), catalogue: await catalogues.load(id) }
  }

  const publisher = (fence: Fence) => (events: readonly CloudEvent[]) => {
    for (const event of events) deps.publish(event, fence)
  }

  const observer = (fence: Fence) => (target: { readonly id: string }, observation: Observation) => {
    const stillOurs = deps.lease.fence()?.token === fence.token
    if (stillOurs) keepCatalogue(catalogues, target.id, observation).catch(deps.reportError)
  }

  const toFigures = () => ({
    beside: (id: string): Pick<HealthChecked, 'eventsPerMinute' | 'connections'> => ({
      ...measured('eventsPerMinute', rates.perMinute(id)),
      ...measured('connections', deps.connections(id)),
    }),
    readMetrics: (id: string): MetricsSampled => ({
      windowMs: SAMPLE_WINDOW_MS,
      ...measured('latencyMs', samples.quantiles(id)),
      ...measured('eventsPerMinute', rates.perMinute(id)),
      ...measured('connections', deps.connections(id)),
    }),
  })

  const lead = startProbingLead({ ...deps, begin })

  const probeNow = async (id: string): Promise<ProbeAnswer> => {
    if (!ids.includes(id)) return { kind: 'unknown_module' }
    await lead.settled()
    return lead.probing()?.probeNow(id) ?? asks.ask(id)
  }

  return {
    routes: createModuleRoutes({ ...deps, startedAt, modules, probing: { probeNow }, samples, catalogues }),
    samples: (id) => samples.read(id),
    probes: () => lead.probing() !== undefined,
    async stop() {
      asks.stop()
      feed.stop()
      await lead.stop()
      rates.stop()
    },
  }
}

async function keepCatalogue(store: CatalogueStore, id: string, { at, checked, climb, catalogueEventId }: Observation) {
  const { content, truncated } = climb
  if (content === undefined || checked.catalogue === undefined || catalogueEventId === undefined) return
  await store.save(id, { content, hash: checked.catalogue.hash, truncated, eventId: catalogueEventId, at })
}

/** Not measured is absent, never zero. */
const measured = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  // The computed key widens to string; it is K.
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>
