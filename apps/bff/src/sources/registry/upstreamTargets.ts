import type { Config } from '@nobet/contracts/config'
import type { UpstreamId } from '../../upstreams/gateway.ts'
import { toUpstreamSpecs } from '../../upstreams/peers.ts'
import type { CheckTarget } from './checkHttp.ts'
import type { SourceIdentity } from './sourceRegistry.ts'

/** An upstream with the addresses that tell whether it answers; none: not configured. */
export interface UpstreamTarget extends SourceIdentity {
  readonly checks: readonly CheckTarget[]
}

/** `use`: alerts have no reader of their own yet; the others are read through the gateway. */
const CHECKS: Readonly<Record<UpstreamId, { readonly path: string; readonly use: SourceIdentity['use'] }>> = {
  prometheus: { path: '/-/ready', use: 'data' },
  alertmanager: { path: '/-/ready', use: 'reachability' },
  grafana: { path: '/api/health', use: 'data' },
  tempo: { path: '/ready', use: 'data' },
}

/** Every upstream the configuration can name. */
export function toUpstreamTargets(config: Config): UpstreamTarget[] {
  const { url } = config.redis
  const checks = url === undefined ? [] : [{ url }]
  return [
    ...toUpstreamSpecs(config).map(({ id, key, peers, publicUrl }) => ({
      id,
      kind: id,
      key,
      use: CHECKS[id].use,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      checks: peers.map(({ name, headers }) => ({ url: `${name}${CHECKS[id].path}`, headers })),
    })),
    { id: 'redis', kind: 'redis', key: 'redis.url', use: 'data', checks },
  ]
}
