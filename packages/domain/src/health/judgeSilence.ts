import type { Finding, HealthChanged, ModuleView } from '@nobet/contracts'
import { toTimestamp } from '@nobet/contracts'
import { STALE_AFTER_INTERVALS } from '../freshness/judgeFreshness.ts'
import { explainFinding } from './explainFinding.ts'
import type { ProbeTrack } from './probeTrack.ts'
import { toEpoch } from './toEpoch.ts'

/** A module that was observed and no longer is becomes `stale`; `undefined` while it is fresh, or was never seen. */
export function judgeSilence(
  track: ProbeTrack,
  at: number,
): { readonly track: ProbeTrack; readonly changed: HealthChanged } | undefined {
  if (track.observedAt === null || track.state === 'stale' || track.state === 'unknown') return undefined
  const silentMs = at - track.observedAt
  if (silentMs <= STALE_AFTER_INTERVALS * track.intervalMs) return undefined
  return {
    track: { ...track, state: 'stale', since: at, beforeStale: track.state },
    changed: { from: track.state, to: 'stale', ...notObserved(silentMs) },
  }
}

/** A view as it must be read at `now`: an observation older than two intervals is never shown as present. */
export function asReadAt(view: ModuleView, now: number): ModuleView {
  if (view.observedAt === null || view.intervalMs === null) return view
  if (view.state === 'stale' || view.state === 'unknown') return view
  const staleFrom = Date.parse(view.observedAt) + STALE_AFTER_INTERVALS * view.intervalMs
  if (now <= staleFrom) return view
  const { rung: _rung, ...rest } = view
  return {
    ...rest,
    state: 'stale',
    since: toTimestamp(toEpoch(staleFrom)),
    ...notObserved(now - Date.parse(view.observedAt)),
  }
}

function notObserved(ms: number): Pick<HealthChanged, 'finding' | 'reason' | 'advice'> {
  const finding: Finding = { code: 'not_observed', params: { ms } }
  return { finding, ...explainFinding(finding) }
}
