import { parseCursor, type Recovery } from '@nobet/contracts'
import type { LogBounds } from '../../log/eventLog.ts'

/** What is said of a cursor that this log never gave. */
export const UNKNOWN: Recovery = { state: 'none', recovered: 0, lost: null }

/** The offset that `before` names; just beyond the head is still a place. */
export function placeBefore(before: string | undefined, bounds: LogBounds): number | 'unknown' | undefined {
  if (before === undefined) return undefined
  const at = parseCursor(before)
  return at === undefined || at.epoch !== bounds.epoch || at.offset > bounds.head + 1 ? 'unknown' : at.offset
}
