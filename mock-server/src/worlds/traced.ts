import { STARTED_AT_MS } from '../fleet/layFleet.ts'
import { laySources } from '../fleet/layPanel.ts'
import type { MockWorld } from '../world/mockWorld.ts'
import { createCalm } from './calm.ts'

/** The calm day with Tempo connected: every event carries a trace that can be followed. */
export function createTraced(): MockWorld {
  const calm = createCalm()
  return {
    ...calm,
    name: 'traced',
    title: 'Traced: the calm day with Tempo connected',
    traced: true,
    timeline: calm.timeline.map((entry) => ('answer' in entry ? laySources(STARTED_AT_MS, ['tempo']) : entry)),
  }
}
