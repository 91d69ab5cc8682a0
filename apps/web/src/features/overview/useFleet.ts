import type { ModuleView } from '@nobet/contracts'
import { judgeFreshness } from '@nobet/domain/freshness'
import { useModuleList } from '../../live/LiveContext.tsx'
import { useNow } from '../../ui/clock/useNow.tsx'
import { useLinkFreshness } from '../../ui/link.tsx'
import { type ShownState, toShownState } from '../../ui/probe/useShownState.ts'
import { STATE_ORDER } from '../../ui/tone.ts'

export interface ShownModule extends ShownState {
  readonly module: ModuleView
}

/** Every module with what may honestly be said of it now; `worst` comes first when sorted. */
export function useFleet(): readonly ShownModule[] {
  const modules = useModuleList()
  const now = useNow()
  const link = useLinkFreshness()
  return modules.map((module) => {
    const observedAt = module.observedAt === null ? null : Date.parse(module.observedAt)
    const freshness = judgeFreshness({ observedAt, intervalMs: module.intervalMs, now, link })
    return { module, ...toShownState(module.state, freshness, link === 'offline') }
  })
}

export const worstFirst = (fleet: readonly ShownModule[]): ShownModule[] =>
  [...fleet].sort((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state))
