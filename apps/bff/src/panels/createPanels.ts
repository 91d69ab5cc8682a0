import type { CloudEvent, ModuleSamples } from '@nobet/contracts'
import type { Config } from '@nobet/contracts/config'
import type { Hono } from 'hono'
import type { Clock } from '../clock.ts'
import type { AppEnv } from '../http/appEnv.ts'
import type { RedisClient } from '../redis/redisClient.ts'
import type { Gateway } from '../upstreams/gateway.ts'
import { toUpstreamSpecs } from '../upstreams/peers.ts'
import { createLastGood } from './lastGood.ts'
import { toModulePanels } from './modulePanels.ts'
import { createPanelRoutes } from './panelRoutes.ts'
import { createRedisSavedPanels } from './redisSavedPanels.ts'
import { createSavedPanelRoutes } from './savedPanelRoutes.ts'
import { createOwnSavedPanels } from './savedPanels.ts'

export interface PanelsDeps {
  readonly clock: Clock
  readonly gateway: Pick<Gateway, 'ask'>
  /** Where saved panels live; without it they live in this process. */
  readonly redis: { readonly client: RedisClient } | undefined
  /** The panel's own last hour of a module. */
  readonly samples: (module: string) => ModuleSamples
  readonly randomBytes: (size: number) => Uint8Array
  readonly newId: () => string
  readonly publish: (event: CloudEvent) => void
  readonly reportError: (error: unknown) => void
}

/** The metric panels of the modules: configured, saved, and read from Prometheus or from the panel's own hour. */
export function createPanels(deps: PanelsDeps, config: Config): readonly Hono<AppEnv>[] {
  const { clock, redis } = deps
  const saved = redis === undefined ? createOwnSavedPanels() : createRedisSavedPanels({ clock, client: redis.client })
  const addresses = new Map(toUpstreamSpecs(config).map(({ id, publicUrl }) => [id, publicUrl ?? null]))
  const shared = {
    ...deps,
    saved,
    modules: toModulePanels(config),
    lastGood: createLastGood(),
    scrapeMs: config.panels.scrapeInterval,
    probeIntervalMs: config.probe.interval,
    prometheusUrl: addresses.get('prometheus') ?? null,
    grafanaUrl: addresses.get('grafana') ?? null,
  }
  return [createPanelRoutes(shared), createSavedPanelRoutes(shared)]
}
