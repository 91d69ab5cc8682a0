import {
  type Cursor,
  type Events,
  formatCursor,
  type LogItem,
  type Severity,
  type ServerFrame,
  severityRank,
  STREAM,
} from '@nobet/contracts'
import { type Caller, sees } from '@nobet/domain/access'
import type { MockLog, MockLogEntry } from '../player/mockLog.ts'

/** Who reads what. */
export interface Scope {
  readonly caller: Caller
  readonly topics: readonly string[]
  readonly minSeverity: Severity
}

export const isVisible = (scope: Scope, { event }: LogItem): boolean =>
  severityRank(event.severity) >= severityRank(scope.minSeverity) && sees(scope.caller, scope.topics, event)

/** A session's place in the log: reading on gives the frames that are due. */
export interface Reader {
  cursor(): Cursor
  /** All that is due since the last call, `lagged` included; nothing when there is nothing to see. */
  read(scope: Scope): ServerFrame[]
}

/**
 * The position moves over everything; `from` only over what was sent, so that the chain of frames never breaks
 * when a heartbeat lies between two of them.
 */
export function createReader(log: MockLog, start: number): Reader {
  let position = start
  let sentUntil = start
  const at = (offset: number): Cursor => formatCursor({ epoch: log.bounds().epoch, offset })

  const readLost = (first: number): ServerFrame[] => {
    if (position >= first - 1) return []
    const lost = first - 1 - position
    const frame = { op: 'lagged' as const, from: at(sentUntil), until: at(first - 1), lost }
    position = sentUntil = first - 1
    return [frame]
  }

  return {
    cursor: () => at(position),
    read(scope) {
      const { first, head } = log.bounds()
      const frames = readLost(first)
      const visible = log.read(position).filter((entry) => isVisible(scope, entry))
      const groups = groupByBytes(visible)
      for (const [index, group] of groups.entries()) {
        const until = index === groups.length - 1 ? head : (group.at(-1)?.offset ?? head)
        frames.push(toEvents(group, at(sentUntil), at(until)))
        sentUntil = until
      }
      position = head
      return frames
    },
  }
}

/** What `subscribe … after` asked for: `(after, until]` in its own chain of frames, moving nothing. */
export function readRange(
  log: MockLog,
  range: { readonly after: number; readonly until: number },
  isWanted: (entry: MockLogEntry) => boolean,
): Events[] {
  const { epoch } = log.bounds()
  const groups = groupByBytes(log.read(range.after, range.until).filter(isWanted))
  let from = range.after
  return (groups.length === 0 ? [[]] : groups).map((group, index) => {
    const until = index >= groups.length - 1 ? range.until : (group.at(-1)?.offset ?? range.until)
    const frame = toEvents(group, formatCursor({ epoch, offset: from }), formatCursor({ epoch, offset: until }))
    from = until
    return frame
  })
}

const toEvents = (entries: readonly MockLogEntry[], from: Cursor, until: Cursor): Events => ({
  op: 'events',
  events: entries.map(toItem),
  from,
  until,
})

export const toItem = ({ cursor, event }: MockLogEntry): LogItem => ({ cursor, event })

function groupByBytes(entries: readonly MockLogEntry[]): MockLogEntry[][] {
  const groups: MockLogEntry[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const entry of entries) {
    const size = JSON.stringify(entry.event).length
    if (bytes + size > STREAM.frameBytes) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)?.push(entry)
    bytes += size
  }
  return groups
}
