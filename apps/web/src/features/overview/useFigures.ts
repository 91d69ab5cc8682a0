import type { ModuleView } from '@nobet/contracts'
import { useFormat } from '../../ui/format/useFormat.ts'

const UNMEASURED = '–'

/** Figures of a card as text; what was not measured is a dash, never zero. */
export function useFigures(module: ModuleView) {
  const format = useFormat()
  const { eventsPerMinute, connections, cacheHitRatio } = module
  return {
    eventsPerMinute: eventsPerMinute === undefined ? UNMEASURED : format.number(eventsPerMinute),
    connections: connections === undefined ? UNMEASURED : format.number(connections),
    cacheHit: cacheHitRatio === undefined ? UNMEASURED : format.percent(cacheHitRatio),
  }
}
