import type { SourceFinding } from './sourceRegistry.ts'

/** How long a fault of real traffic speaks when nothing was asked since. */
const FAULT_SPEAKS_MS = 30_000
/** How long a good answer outweighs a failed check. */
const ANSWER_SPEAKS_MS = 15_000
/** One query may be at fault itself; two in a row with no good answer between are the upstream's. */
const FAULTS_TO_TELL = 2

/** What requests made for somebody have shown. Times are monotonic milliseconds. */
export interface Traffic {
  readonly lastOkAt: number | undefined
  readonly lastFaultAt: number | undefined
  /** In a row, since the last good answer. */
  readonly faults: number
  readonly reason: string
  /** The last fault: it could not be reached at all. */
  readonly isAway: boolean
}

export const NO_TRAFFIC: Traffic = { lastOkAt: undefined, lastFaultAt: undefined, faults: 0, reason: '', isAway: false }

/** The check of readiness and real traffic together; where they differ the truth lies between: `degraded`. */
export function judgeUpstream(checked: SourceFinding, traffic: Traffic, now: number): SourceFinding {
  if (checked.state === 'unavailable') {
    const answers = isWithin(traffic.lastOkAt, ANSWER_SPEAKS_MS, now) && traffic.faults === 0
    return answers ? { ...checked, state: 'degraded' } : checked
  }
  if (checked.state !== 'live') return checked
  const isTold = traffic.faults >= (traffic.isAway ? 1 : FAULTS_TO_TELL)
  if (!isTold || !isWithin(traffic.lastFaultAt, FAULT_SPEAKS_MS, now)) return checked
  return { state: 'degraded', error: traffic.reason }
}

const isWithin = (at: number | undefined, ms: number, now: number): boolean => at !== undefined && now - at < ms
