import { parseCursor, type Recovery } from '@nobet/contracts'
import type { MockLogBounds } from './mockLog.ts'

/** Where reading goes on, and what that says about the events in between. */
export interface Resume {
  readonly position: number
  readonly recovery: Recovery
}

/** PROTOCOL "Resume": without `after` live from the head; what the log cannot place is `none`, never an error. */
export function judgeResume(bounds: MockLogBounds, after: string | undefined): Resume {
  if (after === undefined) return live(bounds, { state: 'complete', recovered: 0, lost: 0 })
  const at = parseCursor(after)
  if (at === undefined || at.epoch !== bounds.epoch || at.offset > bounds.head) {
    return live(bounds, { state: 'none', recovered: 0, lost: null })
  }
  const position = Math.max(at.offset, bounds.first - 1)
  const lost = position - at.offset
  return {
    position,
    recovery: { state: lost === 0 ? 'complete' : 'partial', recovered: bounds.head - position, lost },
  }
}

const live = (bounds: MockLogBounds, recovery: Recovery): Resume => ({ position: bounds.head, recovery })
