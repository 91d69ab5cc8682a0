import { laySources } from '../fleet/layPanel.ts'
import type { MockWorld } from '../world/mockWorld.ts'

/** A first run with nothing configured: no module, no event. */
export function createEmpty(): MockWorld {
  return {
    name: 'empty',
    title: 'Empty: first run, no module configured',
    seed: 4_404,
    durationMs: 60_000,
    modules: [],
    timeline: [laySources(-1)],
  }
}
