import { type HealthChanged, type HealthChecked, toTimestamp } from '@nobet/contracts'
import { type ProbeTrack, startTrack } from './probeTrack.ts'
import { toEpoch } from './toEpoch.ts'

/** The part of a track that a `mcp.health.checked` event does not say elsewhere. */
export const toTrackRecord = ({ since, passes, goods, suspect }: ProbeTrack): NonNullable<HealthChecked['track']> => ({
  since: toTimestamp(toEpoch(since)),
  passes,
  goods,
  ...(suspect === undefined ? {} : { suspect: { ...suspect } }),
})

/**
 * The track after a published probe, read back from its event: another observer goes on from it as if it had judged
 * the probe itself. `at` is the event's time, epoch milliseconds.
 */
export function trackAfterCheck(before: ProbeTrack | undefined, checked: HealthChecked, at: number): ProbeTrack {
  const { state, intervalMs, failures, track } = checked
  const since = track === undefined ? sinceOf(before, state, at) : Date.parse(track.since)
  return {
    ...startTrack({ at }),
    state,
    since,
    observedAt: at,
    intervalMs,
    failures,
    passes: track?.passes ?? 0,
    goods: track?.goods ?? 0,
    ...(track?.suspect === undefined ? {} : { suspect: { ...track.suspect } }),
  }
}

/** The track after a published change that came without a probe: observation stopped. */
export function trackAfterChange(
  before: ProbeTrack | undefined,
  { to }: HealthChanged,
  at: number,
): ProbeTrack | undefined {
  if (before === undefined || to !== 'stale' || before.state === 'stale') return before
  return { ...before, state: 'stale', since: at, beforeStale: before.state }
}

const sinceOf = (before: ProbeTrack | undefined, state: HealthChecked['state'], at: number): number =>
  before?.state === state ? before.since : at
