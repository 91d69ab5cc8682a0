import { type Cursor, formatCursor, HTTP_LIMITS, type Recovery } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'
import type { EventLog, LogBounds, LogEntry } from '../../log/eventLog.ts'
import { judgeRecovery } from '../hub/recovery.ts'
import type { EventQuery } from '../query.ts'
import type { EventFilter } from './eventFilter.ts'
import { placeBefore, UNKNOWN } from './placeBefore.ts'
import { scanBackward, scanForward } from './scanLog.ts'
import type { Waits } from './waitForChange.ts'

export interface EventsAnswer {
  readonly entries: readonly LogEntry[]
  readonly cursor: Cursor
  readonly recovery: Recovery
}

export interface ReadEventsDeps {
  readonly log: EventLog
  readonly clock: Clock
  readonly waits: Waits
}

/** One page of the log (PROTOCOL "The same log over HTTP"); `undefined` when the log went away meanwhile. */
export async function readEvents(
  deps: ReadEventsDeps,
  query: EventQuery,
  matches: EventFilter,
  signal: AbortSignal,
): Promise<EventsAnswer | undefined> {
  const bounds = deps.log.bounds()
  if (bounds === undefined) return undefined
  const limit = query.limit ?? HTTP_LIMITS.readDefault
  const before = placeBefore(query.before, bounds)
  const { position, recovery } = judgeRecovery(bounds, query.after)
  if (before === 'unknown' || recovery.state === 'none') {
    return { entries: [], cursor: toCursor(bounds, bounds.head), recovery: UNKNOWN }
  }
  if (query.after === undefined) {
    const { entries, reached } = await scanBackward(deps.log, matches, { before: before ?? bounds.head + 1, limit })
    // Without bounds the reader goes on forward from the head; with `before` it goes on downward.
    return { entries, cursor: toCursor(bounds, before === undefined ? bounds.head : reached), recovery }
  }
  const scan = { before: before ?? Number.POSITIVE_INFINITY, limit }
  const { entries, reached } = await scanWaiting(deps, matches, { ...scan, after: position }, query.waitMs, signal)
  if (deps.log.bounds()?.epoch !== bounds.epoch) return undefined
  return { entries, cursor: toCursor(bounds, reached), recovery }
}

/** Scans, and while nothing matches waits for more until `waitMs` have passed. */
async function scanWaiting(
  { log, clock, waits }: ReadEventsDeps,
  matches: EventFilter,
  range: { readonly after: number; readonly before: number; readonly limit: number },
  waitMs: number,
  signal: AbortSignal,
) {
  const until = clock.monotonic() + waitMs
  let scan = await scanForward(log, matches, range)
  for (;;) {
    const left = until - clock.monotonic()
    const hasGap = (log.bounds()?.first ?? 0) > scan.reached + 1
    if (scan.entries.length > 0 || left <= 0 || signal.aborted || hasGap || scan.reached + 1 >= range.before)
      return scan
    const changed = await waits.forChange(left, signal)
    scan = await scanForward(log, matches, { ...range, after: scan.reached })
    if (!changed) return scan
  }
}

const toCursor = ({ epoch }: LogBounds, offset: number): Cursor => formatCursor({ epoch, offset })
