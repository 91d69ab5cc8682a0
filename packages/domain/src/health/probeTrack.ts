import type { ModuleState } from '@nobet/contracts'

/** A module is probed this often, ± {@link PROBE_JITTER}. */
export const PROBE_INTERVAL_MS = 10_000
export const PROBE_JITTER = 0.2
/** Failures in a row that change the state; fewer only show `degraded`. */
export const FAILURE_THRESHOLD = 3
/** Good probes in a row that bring a module back. */
export const RECOVERY_THRESHOLD = 2

/** What is remembered of a module from probe to probe. Instants are epoch milliseconds. */
export interface ProbeTrack {
  readonly state: ModuleState
  readonly since: number
  /** The last finished probe; `null` if none ever was. */
  readonly observedAt: number | null
  /** How long until the next observation is due, jitter aside. */
  readonly intervalMs: number
  readonly baseIntervalMs: number
  readonly failures: number
  /** Probes in a row that passed, and those of them that were not slow. */
  readonly passes: number
  readonly goods: number
  /** Where the failures at hand point, and how many in a row point there. */
  readonly suspect?: { readonly state: ModuleState; readonly count: number }
  /** The state judged before observation stopped; only while `state` is `stale`. */
  readonly beforeStale?: ModuleState
}

export interface TrackStart {
  readonly at: number
  readonly baseIntervalMs?: number
  /** What an earlier observer last said, so that a new one goes on from there. */
  readonly resume?: Pick<ProbeTrack, 'state' | 'since'> & Partial<ProbeTrack>
}

/** A module nobody has probed yet. */
export const startTrack = ({ at, baseIntervalMs = PROBE_INTERVAL_MS, resume }: TrackStart): ProbeTrack => ({
  state: 'unknown',
  since: at,
  observedAt: null,
  intervalMs: baseIntervalMs,
  failures: 0,
  passes: 0,
  goods: 0,
  ...resume,
  baseIntervalMs,
})
