import { type ModuleView, toTimestamp, type World } from '@nobet/contracts'
import { asReadAt, FAILURE_THRESHOLD, toEpoch } from '@nobet/domain/health'
import type { ProbeTarget } from '../sources/mcp/probeTarget.ts'
import { shownUrl } from '../sources/mcp/toProbeEvents.ts'

export interface ModuleViewsInput {
  readonly world: World
  readonly modules: readonly ProbeTarget[]
  /** Epoch milliseconds: when this panel began, and now. */
  readonly startedAt: number
  readonly now: number
}

/** Configured modules in their order, seen yet or not, then others the log knows; none older than it may look. */
export function toModuleViews({ world, modules, startedAt, now }: ModuleViewsInput): ModuleView[] {
  const configured = modules.map((target) => world.modules[target.id] ?? toUnknown(target, startedAt))
  const ids = new Set(modules.map(({ id }) => id))
  const others = Object.values(world.modules).filter(({ id }) => !ids.has(id))
  return [...configured, ...others].map((view) => asReadAt(view, now))
}

const toUnknown = ({ id, title, url }: ProbeTarget, startedAt: number): ModuleView => ({
  id,
  title: title ?? id,
  url: shownUrl(url),
  state: 'unknown',
  since: toTimestamp(toEpoch(startedAt)),
  observedAt: null,
  intervalMs: null,
  nextProbeAt: null,
  failures: 0,
  failureThreshold: FAILURE_THRESHOLD,
  rungs: [],
  recent: [],
  latencyMs: null,
  durationMs: null,
})
