import type { HealthChecked, ModuleView, World } from '@nobet/contracts'
import type { EventOf } from './eventOf.ts'

/** More modules than any panel probes: what is beyond is refused rather than letting the picture grow. */
const MODULES_MAX = 1_000
const RECENT_CHECKS = 5
/** Sources under this path are the panel's own: its probes, not what a module says of itself. */
const OWN_SOURCE = '/nobet/'

export function foldHealthChecked(world: World, event: EventOf<'mcp.health.checked'>): World {
  const before = viewOf(world, event)
  if (before === undefined) return world
  const { data, time } = event
  const checked = data.outcome === 'passed' || data.rungs.length > 0
  return withModule(world, {
    ...without(before, ['rung', 'finding', 'reason', 'advice']),
    ...present(data),
    title: data.title ?? before.title,
    url: data.url ?? before.url,
    state: data.state,
    since: data.state === before.state ? before.since : time,
    observedAt: time,
    intervalMs: data.intervalMs,
    nextProbeAt: data.nextProbeAt,
    failures: data.failures,
    failureThreshold: data.failureThreshold,
    rungs: data.rungs,
    durationMs: data.durationMs,
    recent: checked ? [...before.recent, toRecent(data, time)].slice(-RECENT_CHECKS) : before.recent,
  })
}

export function foldHealthChanged(world: World, event: EventOf<'mcp.health.changed'>): World {
  const before = viewOf(world, event)
  if (before === undefined) return world
  const { to } = event.data
  return withModule(world, {
    ...without(before, ['rung', 'finding', 'reason', 'advice']),
    ...present(event.data),
    state: to,
    since: to === before.state ? before.since : event.time,
  })
}

/** Only for modules the panel probes: a publisher's figures never make a module appear. */
export function foldMetrics(world: World, event: EventOf<'mcp.metrics.sampled'>): World {
  const before = event.module === undefined ? undefined : world.modules[event.module]
  if (before === undefined) return world
  const { data, time } = event
  const cacheHitRatio = data.cacheHitRatio === undefined ? {} : { cacheHitRatio: data.cacheHitRatio }
  if (!event.source.startsWith(OWN_SOURCE)) {
    const { windowMs, callsPerMinute, errorRatio, latencyMs } = data
    const calls = {
      at: time,
      ...(windowMs === undefined ? {} : { windowMs }),
      ...(callsPerMinute === undefined ? {} : { perMinute: callsPerMinute }),
      ...(errorRatio === undefined ? {} : { errorRatio }),
      ...(latencyMs === undefined ? {} : { latencyMs }),
    }
    return withModule(world, { ...before, ...cacheHitRatio, calls })
  }
  return withModule(world, {
    ...before,
    ...cacheHitRatio,
    latencyMs: data.latencyMs ?? before.latencyMs,
    ...(data.eventsPerMinute === undefined ? {} : { eventsPerMinute: data.eventsPerMinute }),
    ...(data.connections === undefined ? {} : { connections: data.connections }),
    metricsAt: time,
  })
}

export function foldCatalogueChanged(world: World, event: EventOf<'mcp.catalogue.changed'>): World {
  const before = event.module === undefined ? undefined : world.modules[event.module]
  if (before === undefined || event.data.before === null) return world
  return withModule(world, { ...before, catalogueChangedAt: event.time })
}

function viewOf(
  world: World,
  event: { readonly module?: string | undefined; readonly time: string },
): ModuleView | undefined {
  if (event.module === undefined) return undefined
  const known = world.modules[event.module]
  if (known !== undefined) return known
  return Object.keys(world.modules).length < MODULES_MAX ? newView(event.module, event.time) : undefined
}

const newView = (id: string, since: string): ModuleView => ({
  id,
  title: id,
  url: null,
  state: 'unknown',
  since,
  observedAt: null,
  intervalMs: null,
  nextProbeAt: null,
  failures: 0,
  failureThreshold: 3,
  rungs: [],
  recent: [],
  latencyMs: null,
  durationMs: null,
})

const withModule = (world: World, view: ModuleView): World => ({
  ...world,
  modules: { ...world.modules, [view.id]: view },
})

const toRecent = (data: HealthChecked, time: string) => ({
  time,
  outcome: data.outcome,
  durationMs: data.durationMs,
  ...(data.rung === undefined ? {} : { rung: data.rung }),
})

const OPTIONAL = ['rung', 'finding', 'reason', 'advice', 'era', 'protocolVersion', 'server', 'catalogue'] as const

/** The optional fields that the event really carries; the others keep what was known. */
const present = (data: Partial<Pick<HealthChecked, (typeof OPTIONAL)[number]>>): Partial<ModuleView> =>
  Object.fromEntries(OPTIONAL.filter((key) => data[key] !== undefined).map((key) => [key, data[key]]))

function without(view: ModuleView, keys: readonly (keyof ModuleView)[]): ModuleView {
  const rest = { ...view }
  for (const key of keys) delete rest[key]
  return rest
}
