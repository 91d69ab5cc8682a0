import { STARTED_AT_MS } from '../fleet/layFleet.ts'
import { laySources } from '../fleet/layPanel.ts'
import type { MockWorld } from '../world/mockWorld.ts'
import { createCalm } from './calm.ts'

/** The calm day with Prometheus connected: the Metrics page has something to ask. */
export function createMeasured(): MockWorld {
  const calm = createCalm()
  return {
    ...calm,
    name: 'measured',
    title: 'Measured: the calm day with Prometheus connected',
    timeline: calm.timeline.map((entry) => ('answer' in entry ? laySources(STARTED_AT_MS, ['prometheus']) : entry)),
  }
}
