import type { ModuleView, SourceView, World } from '@nobet/contracts'
import type { Config } from '@nobet/contracts/config'
import { type Caller, may } from '@nobet/domain/access'
import type { Readiness } from '../http/processRoutes.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { toModuleViews } from '../modules/moduleViews.ts'
import { createRedisCheck } from '../sources/registry/checkRedis.ts'
import { toOwnSources } from '../sources/registry/ownSources.ts'
import { createSourceRegistry, type SourceRegistry } from '../sources/registry/sourceRegistry.ts'
import { startReachability } from '../sources/registry/startReachability.ts'
import { countUpstreamState, toUpstreamEvent } from '../sources/registry/toUpstreamEvent.ts'
import { toUpstreamTargets } from '../sources/registry/upstreamTargets.ts'
import { toModuleTargets } from '../config/moduleTargets.ts'
import { startGateway } from '../upstreams/startGateway.ts'
import type { Gateway } from '../upstreams/gateway.ts'
import { createUpstreamMeter } from '../upstreams/gatewayMetrics.ts'
import { toUpstreamSpecs } from '../upstreams/peers.ts'
import { createSharedCache } from '../upstreams/sharedCache.ts'
import type { PanelDeps } from './panelDeps.ts'
import type { RedisBacking } from './startBacking.ts'
import type { Road } from './startRoad.ts'
import type { StopStack } from './stopStack.ts'

export interface Sources {
  readonly moduleViews: (world: World) => ModuleView[]
  /** As far as the caller may see; without one, everything. */
  readonly sources: (caller?: Caller) => SourceView[]
  readonly readiness: () => Readiness
  /** The one door to the upstreams; what it sees of them counts for their states. */
  readonly gateway: Gateway
  /** Where other parts say how what they watch is doing. */
  readonly registry: SourceRegistry
}

export interface SourcesDeps extends PanelDeps {
  readonly metrics: Metrics
  readonly road: Road
  readonly redis: RedisBacking | undefined
}

/** Everything the panel reads from, as one list with honest states. */
export function startSources({ clock, metrics, road, redis }: SourcesDeps, config: Config, stops: StopStack): Sources {
  const startedAt = clock.now()
  const registry = createSourceRegistry(clock, (change) => {
    countUpstreamState(metrics, change)
    const event = toUpstreamEvent(change, new Date(clock.now()).toISOString())
    if (event !== undefined) road.publish(event)
  })
  const checkRedis = redis === undefined ? undefined : createRedisCheck(redis.client)
  const reachability = startReachability({ clock, registry, metrics, checkRedis }, toUpstreamTargets(config))
  stops.push('reachability', () => reachability.stop())
  const gateway = startGateway(
    {
      clock,
      limits: config.upstreams,
      meter: createUpstreamMeter(metrics),
      shared: redis === undefined ? undefined : createSharedCache({ clock, client: redis.client }),
      onSign: (id, sign) => reachability.tell(id, sign),
    },
    toUpstreamSpecs(config),
  )
  stops.push('gateway', () => gateway.stop())

  const modules = toModuleTargets(config.modules)
  const logReadable = () => road.log.bounds() !== undefined && road.journal.snapshot() !== undefined
  const moduleViews = (world: World) => toModuleViews({ world, modules, startedAt, now: clock.now() })
  const sources = (caller?: Caller) => {
    const isVisible = (id: string) => id in config.modules && (caller === undefined || may(caller, 'modules:read', id))
    const configured = moduleViews(road.journal.world()).filter(({ id }) => isVisible(id))
    const log = { kind: road.kind, ...road.logHealth.view(logReadable()) }
    const own = toOwnSources({ startedAt, log, modules: configured })
    return [...own, ...registry.views()]
  }
  const readiness = () => ({
    ready: logReadable() && !stops.stopping(),
    degraded: sources()
      .filter(({ state }) => state === 'degraded' || state === 'unavailable')
      .map(({ id, state, error }) => `${id}: ${state}${error === undefined ? '' : ` (${error})`}`),
  })
  return { moduleViews, sources, readiness, gateway, registry }
}
