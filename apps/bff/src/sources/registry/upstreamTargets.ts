import type { Config } from '@nobet/contracts/config'
import type { UpstreamId } from '../../upstreams/gateway.ts'
import { toUpstreamSpecs } from '../../upstreams/peers.ts'
import type { CheckTarget } from './checkHttp.ts'
import type { SourceIdentity } from './sourceRegistry.ts'

/** An upstream with the addresses that tell whether it answers; none: not configured. */
export interface UpstreamTarget extends SourceIdentity {
  readonly checks: readonly CheckTarget[]
}

/** Where each says that it is ready. */
const READY: Readonly<Record<UpstreamId, string>> = {
  prometheus: '/-/ready',
  alertmanager: '/-/ready',
  grafana: '/api/health',
  tempo: '/ready',
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
      use: 'data' as const,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      checks: peers.map(({ name, headers }) => ({ url: `${name}${READY[id]}`, headers })),
    })),
    { id: 'redis', kind: 'redis', key: 'redis.url', use: 'data', checks },
  ]
}
