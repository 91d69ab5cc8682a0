import { toProvenance } from '../../../api/liveAnswer.ts'
import type { Provenance } from '../../../ui/panel/ProvenanceChip.tsx'
import type { RunState } from '../ask/useRuns.ts'

/** From the freshest to the worst that may still be shown. */
const WORSE = ['live', 'cached', 'stale'] as const

/** One chip for several answers: as old as the oldest, and partial when some query has none. */
export function toProvenanceOf(runs: readonly RunState[], intervalMs: number | null): Provenance {
  const answered = runs.filter(({ value }) => value !== undefined)
  if (answered.length === 0) {
    const state = runs[0]?.state ?? 'loading'
    if (state === 'forbidden' || state === 'not_configured' || state === 'loading') return { kind: state }
    return { kind: state === 'cancelled' ? 'unknown' : 'unavailable' }
  }
  if (answered.length < runs.length) return { kind: 'partial', got: answered.length, of: runs.length }
  const rank = Math.max(...answered.map(({ state }) => WORSE.findIndex((one) => one === state)))
  const state = WORSE[rank] ?? 'stale'
  const observedAt = answered.flatMap((run) => run.observedAt ?? []).toSorted()[0] ?? null
  return toProvenance({ state, observedAt, value: undefined, fault: null, source: 'prometheus' }, intervalMs)
}
