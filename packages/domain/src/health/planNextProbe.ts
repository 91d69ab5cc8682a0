import { FAILURE_THRESHOLD, PROBE_JITTER } from './probeTrack.ts'

/** After the first and the second failure in a row the module is looked at again this soon. */
const RETRY_DELAYS_MS = [1_000, 3_000] as const
const BACKOFF_CAP_MS = 30_000
const BACKOFF_GROWTH_MAX = 5

export interface ProbePlan {
  /** How long to wait. */
  readonly delayMs: number
  /** The interval to judge age by, jitter aside; never shorter than the regular one. */
  readonly intervalMs: number
}

/** When to look again. `random` is in [0, 1). */
export function planNextProbe(failures: number, baseIntervalMs: number, random: number): ProbePlan {
  const retry = RETRY_DELAYS_MS[failures - 1]
  if (retry !== undefined) return { delayMs: Math.min(retry, baseIntervalMs), intervalMs: baseIntervalMs }
  const growth = Math.min(BACKOFF_GROWTH_MAX, Math.max(0, failures - FAILURE_THRESHOLD))
  const cap = Math.max(BACKOFF_CAP_MS, baseIntervalMs)
  const intervalMs = Math.min(cap, baseIntervalMs * 2 ** growth)
  return { delayMs: Math.round(Math.min(cap, intervalMs * jitterFactor(random))), intervalMs }
}

const jitterFactor = (random: number): number => 1 + PROBE_JITTER * (2 * random - 1)
