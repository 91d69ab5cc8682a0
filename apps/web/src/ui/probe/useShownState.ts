import type { ModuleState, ModuleView } from '@nobet/contracts'
import type { ValueFreshness } from '@nobet/domain/freshness'
import type { Known } from '../StatusMark.tsx'
import { useFreshness } from '../useFreshness.ts'
import { useLinkFreshness } from '../link.tsx'

export interface ShownState {
  /** The state to draw: what is too old to believe is `stale`. */
  readonly state: ModuleState
  /** `last`: only the last thing known, so draw an outline and say it in the past. */
  readonly known: Known
  readonly freshness: ValueFreshness
}

/**
 * What may honestly be said of a module now. Offline its last state is shown as the last known; past two of its own
 * intervals it is stale; while polling good news is only the last known, bad news keeps its shape.
 */
export function useShownState(module: ModuleView): ShownState {
  const freshness = useFreshness(module.observedAt, module.intervalMs)
  const link = useLinkFreshness()
  return toShownState(module.state, freshness, link === 'offline')
}

export function toShownState(state: ModuleState, freshness: ValueFreshness, isOffline: boolean): ShownState {
  if (isOffline) return { state, known: 'last', freshness }
  if (freshness === 'stale') return { state: 'stale', known: 'last', freshness }
  return { state, known: freshness === 'cached' && state === 'healthy' ? 'last' : 'now', freshness }
}
