import type { SourceList } from '@nobet/contracts'
import type { TimelineEntry } from '../world/mockWorld.ts'
import { toWorldInstant } from '../world/worldInstant.ts'

/** What the embedded product reads from, and the keys that would switch on the rest. */
const NOT_CONFIGURED = [
  ['redis', 'NOBET_REDIS_URL'],
  ['prometheus', 'NOBET_PROMETHEUS_URL'],
  ['alertmanager', 'NOBET_ALERTMANAGER_URL'],
  ['grafana', 'NOBET_GRAFANA_URL'],
  ['tempo', 'NOBET_TEMPO_URL'],
] as const

export const layConsoleStarted = (atMs: number): TimelineEntry => ({
  atMs,
  event: {
    type: 'console.started',
    source: '/nobet/console',
    data: { instance: 'preview', version: '0.1.0', log: 'memory' },
  },
})

/** `GET /sources` of the embedded product with these modules. */
export function laySources(atMs: number, modules: readonly string[]): TimelineEntry {
  const since = toWorldInstant(atMs)
  const body: SourceList = {
    sources: [
      ...modules.map((id) => ({ id, kind: 'mcp', state: 'live' as const, since, lastOkAt: since })),
      ...(modules.length > 0
        ? []
        : [
            {
              id: 'modules',
              kind: 'mcp',
              state: 'not_configured' as const,
              since,
              lastOkAt: null,
              key: 'NOBET_MODULES',
            },
          ]),
      ...NOT_CONFIGURED.map(([id, key]) => ({
        id,
        kind: id,
        state: 'not_configured' as const,
        since,
        lastOkAt: null,
        key,
      })),
    ],
  }
  return { atMs, answer: { route: 'sources', body } }
}
