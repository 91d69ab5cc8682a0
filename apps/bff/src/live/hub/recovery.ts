import { parseCursor, type Recovery } from '@nobet/contracts'
import type { LogBounds } from '../../log/eventLog.ts'

/** Where reading begins, and what is said about what came before it. */
export interface Start {
  readonly position: number
  readonly recovery: Recovery
}

const COMPLETE: Recovery = { state: 'complete', recovered: 0, lost: 0 }

/**
 * Judges a client's `after` against what the log holds, counting log positions in `(after, until]` whether visible or
 * not (PROTOCOL "welcome.recovery"). Anything unknown is `none`, live from `until`; never an error.
 */
export function judgeRecovery(bounds: LogBounds, after: string | undefined, until: number = bounds.head): Start {
  if (after === undefined) return { position: until, recovery: COMPLETE }
  const at = parseCursor(after)
  if (at === undefined || at.epoch !== bounds.epoch || at.offset > bounds.head) {
    return { position: until, recovery: { state: 'none', recovered: 0, lost: null } }
  }
  const position = Math.max(at.offset, Math.min(bounds.first - 1, until))
  const lost = position - at.offset
  const recovered = Math.max(0, until - position)
  return { position, recovery: { state: lost === 0 ? 'complete' : 'partial', recovered, lost } }
}
