import type { Config } from '@nobet/contracts/config'
import type { SourceIdentity } from './sourceRegistry.ts'

/** An upstream with the addresses that tell whether it answers; none: not configured. */
export interface UpstreamTarget extends SourceIdentity {
  readonly checks: readonly string[]
}

/** Every upstream the configuration can name. This version reads no data from them yet and says so. */
export function toUpstreamTargets(config: Config): UpstreamTarget[] {
  const target = (id: string, key: string, urls: readonly (string | undefined)[], path = ''): UpstreamTarget => ({
    id,
    kind: id,
    key,
    use: 'reachability',
    checks: urls.flatMap((url) => (url === undefined ? [] : [path === '' ? url : `${url.replace(/\/$/, '')}${path}`])),
  })
  return [
    target('prometheus', 'prometheus.url', [config.prometheus.url], '/-/ready'),
    target('alertmanager', 'alertmanager.urls', config.alertmanager.urls, '/-/ready'),
    target('grafana', 'grafana.url', [config.grafana.url], '/api/health'),
    target('tempo', 'tempo.url', [config.tempo.url], '/ready'),
    target('redis', 'redis.url', [config.redis.url]),
  ]
}
