import type { ModuleView } from '@nobet/contracts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useCallsFreshness } from '../../ui/probe/useCallsFreshness.ts'

const UNMEASURED = '–'

/** Figures of a card as text; what is not measured, or no longer, is a dash, never zero. */
export function useFigures(module: ModuleView) {
  const format = useFormat()
  const said = useCallsFreshness(module)
  const { eventsPerMinute, connections, cacheHitRatio } = module
  return {
    eventsPerMinute: eventsPerMinute === undefined ? UNMEASURED : format.number(eventsPerMinute),
    connections: connections === undefined ? UNMEASURED : format.number(connections),
    cacheHit: cacheHitRatio === undefined || said === 'stale' ? UNMEASURED : format.percent(cacheHitRatio),
  }
}
