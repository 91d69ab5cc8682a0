import type { ModuleView, SourceView } from '@nobet/contracts'

export interface OwnSourcesInput {
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly now: number
  readonly logReadable: boolean
  readonly modules: readonly ModuleView[]
}

/** The panel's own log, and its probing of the modules, as sources beside the upstreams. */
export const toOwnSources = (input: OwnSourcesInput): SourceView[] => [toLogSource(input), toModulesSource(input)]

function toLogSource({ startedAt, now, logReadable }: OwnSourcesInput): SourceView {
  const base = { id: 'log', kind: 'memory', use: 'data', since: toIso(startedAt), key: 'log.events' } as const
  if (logReadable) return { ...base, state: 'live', lastOkAt: toIso(now) }
  return { ...base, state: 'unavailable', lastOkAt: null, error: 'the log cannot be read' }
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
