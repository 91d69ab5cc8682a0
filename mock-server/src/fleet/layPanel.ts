import type { SourceView } from '@nobet/contracts'
import type { TimelineEntry } from '../world/mockWorld.ts'
import { toWorldInstant } from '../world/worldInstant.ts'

/** What the panel can be pointed at, and the keys that switch it on. */
const UPSTREAMS = [
  ['prometheus', 'prometheus.url'],
  ['alertmanager', 'alertmanager.urls'],
  ['grafana', 'grafana.url'],
  ['tempo', 'tempo.url'],
  ['redis', 'redis.url'],
] as const
type UpstreamId = (typeof UPSTREAMS)[number][0]

const INSTANCE = 'preview'

export const layConsoleStarted = (atMs: number): TimelineEntry => ({
  atMs,
  event: {
    type: 'console.started',
    source: '/console',
    subject: INSTANCE,
    data: { instance: INSTANCE, version: '0.1.0', log: 'memory' },
  },
})

/** `GET /sources`: of the embedded product nothing outside is configured, but for the `live` ones. */
export function laySources(atMs: number, live: readonly UpstreamId[] = []): TimelineEntry {
  const sources: SourceView[] = UPSTREAMS.map(([id, key]) => ({
    id,
    kind: id,
    key,
    use: 'reachability',
    state: live.includes(id) ? 'live' : 'not_configured',
    since: toWorldInstant(atMs),
    lastOkAt: null,
  }))
  return { atMs, answer: { route: 'sources', body: { sources } } }
}
