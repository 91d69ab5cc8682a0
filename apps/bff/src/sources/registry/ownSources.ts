import type { ModuleView, SourceView } from '@nobet/contracts'
import type { LogHealthView } from '../../log/logHealth.ts'

export interface OwnSourcesInput {
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly log: LogHealthView & { readonly kind: 'memory' | 'redis' }
  readonly modules: readonly ModuleView[]
}

/** The panel's own log, and its probing of the modules, as sources beside the upstreams. */
export const toOwnSources = (input: OwnSourcesInput): SourceView[] => [toLogSource(input), toModulesSource(input)]

function toLogSource({ log }: OwnSourcesInput): SourceView {
  const { kind, state, since, lastOkAt, error } = log
  const base = { id: 'log', kind, use: 'data', key: kind === 'redis' ? 'redis.url' : 'log.events' } as const
  const times = { since: toIso(since), lastOkAt: lastOkAt === null ? null : toIso(lastOkAt) }
  return { ...base, state, ...times, ...(error === undefined ? {} : { error }) }
}

/** Probing works when every module was observed lately, whatever the observation said. */
function toModulesSource({ startedAt, modules }: OwnSourcesInput): SourceView {
  const base = { id: 'modules', kind: 'mcp', use: 'data', since: toIso(startedAt), key: 'modules' } as const
  if (modules.length === 0) return { ...base, state: 'not_configured', lastOkAt: null }
  const observed = modules.flatMap(({ observedAt }) => observedAt ?? []).toSorted()
  const unseen = modules.filter(({ state }) => state === 'unknown' || state === 'stale').map(({ id }) => id)
  const lastOkAt = observed.at(-1) ?? null
  if (unseen.length === 0) return { ...base, state: 'live', lastOkAt }
  const error = `not observed: ${unseen.join(', ')}`
  return { ...base, state: unseen.length < modules.length ? 'degraded' : 'unavailable', lastOkAt, error }
}

const toIso = (at: number): string => new Date(at).toISOString()
