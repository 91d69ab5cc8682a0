import {
  type HealthChanged,
  type HealthChecked,
  type ModuleState,
  type RungResult,
  toTimestamp,
} from '@nobet/contracts'
import { toEpoch } from './toEpoch.ts'
import { explainFinding } from './explainFinding.ts'
import { planNextProbe } from './planNextProbe.ts'
import type { ProbeResult } from './probeResult.ts'
import { FAILURE_THRESHOLD, type ProbeTrack, RECOVERY_THRESHOLD } from './probeTrack.ts'
import { toTrackRecord } from './resumeTrack.ts'
import { stateOfFinding } from './stateOfFinding.ts'

export interface ProbeMoment {
  /** Epoch milliseconds at which the probe finished. */
  readonly at: number
  /** In [0, 1): the jitter of the next probe. */
  readonly random: number
}

export interface ProbeVerdict {
  readonly track: ProbeTrack
  readonly delayMs: number
  readonly checked: HealthChecked
  readonly changed?: HealthChanged
}

/**
 * One more probe and what the panel says after it (PROTOCOL "Process: Probing"): the first failure shows `degraded`,
 * the third in a row changes the state, two good ones bring it back.
 */
export function judgeProbe(track: ProbeTrack, result: ProbeResult, moment: ProbeMoment): ProbeVerdict {
  const counted = count(track, result)
  const state = nextState(track.beforeStale ?? track.state, counted)
  const plan = planNextProbe(counted.failures, track.baseIntervalMs, moment.random)
  const changed = state !== track.state
  const next: ProbeTrack = {
    ...counted,
    state,
    since: changed ? moment.at : track.since,
    observedAt: moment.at,
    intervalMs: plan.intervalMs,
  }
  const why = explain(result, counted.failures)
  return {
    track: next,
    delayMs: plan.delayMs,
    checked: toChecked(next, result, why, moment.at + plan.delayMs),
    ...(changed ? { changed: { from: track.state, to: state, ...why } } : {}),
  }
}

function count(track: ProbeTrack, result: ProbeResult): ProbeTrack {
  const { suspect: previous, beforeStale: _over, ...rest } = track
  if (result.outcome === 'passed') {
    const good = targetOf(result) === 'healthy'
    return { ...rest, failures: 0, passes: track.passes + 1, goods: good ? track.goods + 1 : 0 }
  }
  const state = targetOf(result)
  const suspect = { state, count: previous?.state === state ? previous.count + 1 : 1 }
  return { ...rest, failures: track.failures + 1, passes: 0, goods: 0, suspect }
}

function targetOf(result: ProbeResult): ModuleState {
  const state = result.finding === undefined ? 'healthy' : stateOfFinding(result.finding.code)
  if (result.outcome === 'passed') return state === 'healthy' ? 'healthy' : 'degraded'
  return isServing(state) || state === 'stale' ? 'down' : state
}

/** Below the threshold a failure is only doubt; once broken, another kind of broken needs as many proofs. */
function nextState(from: ModuleState, { failures, passes, goods, suspect }: ProbeTrack): ModuleState {
  if (suspect !== undefined) {
    if (!isServing(from)) return suspect.count >= FAILURE_THRESHOLD ? suspect.state : from
    return failures >= FAILURE_THRESHOLD ? suspect.state : 'degraded'
  }
  if (from === 'healthy' || from === 'unknown') return goods > 0 ? 'healthy' : 'degraded'
  if (goods >= RECOVERY_THRESHOLD) return 'healthy'
  return passes >= RECOVERY_THRESHOLD ? 'degraded' : from
}

const isServing = (state: ModuleState): boolean => state === 'healthy' || state === 'degraded' || state === 'unknown'

type Why = Pick<HealthChanged, 'rung' | 'finding' | 'reason' | 'advice'>

function explain({ outcome, rung, finding }: ProbeResult, failures: number): Why {
  if (finding === undefined) return {}
  const { reason, advice } = explainFinding(finding)
  const doubt = outcome === 'failed' && failures < FAILURE_THRESHOLD ? ` (${failures} of ${FAILURE_THRESHOLD})` : ''
  return {
    ...(rung === undefined ? {} : { rung }),
    finding,
    reason: `${reason}${doubt}`,
    ...(advice === undefined ? {} : { advice }),
  }
}

function toChecked(track: ProbeTrack, result: ProbeResult, why: Why, nextProbeAt: number): HealthChecked {
  const { era, protocolVersion, server, catalogue } = result
  return {
    outcome: result.outcome,
    state: track.state,
    rungs: result.rungs.map((rung): RungResult => ({ ...rung })),
    durationMs: result.durationMs,
    failures: track.failures,
    failureThreshold: FAILURE_THRESHOLD,
    intervalMs: track.intervalMs,
    nextProbeAt: toTimestamp(toEpoch(nextProbeAt)),
    track: toTrackRecord(track),
    ...why,
    ...(era === undefined ? {} : { era }),
    ...(protocolVersion === undefined ? {} : { protocolVersion }),
    ...(server === undefined ? {} : { server: { ...server } }),
    ...(catalogue === undefined ? {} : { catalogue }),
  }
}
