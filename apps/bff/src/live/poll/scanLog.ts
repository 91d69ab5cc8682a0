import type { EventLog, LogEntry } from '../../log/eventLog.ts'
import type { EventFilter } from './eventFilter.ts'

/** Entries looked at before other work has its turn. */
const STRIDE = { count: 1000, bytes: 4 * 1024 * 1024 }
/** One answer holds no more than this, or one event. */
const PAGE_BYTES = 4 * 1024 * 1024

export interface Scan {
  readonly entries: readonly LogEntry[]
  /** The last offset looked at going forward, the lowest going backward. */
  readonly reached: number
}

/** The oldest `limit` matching entries with `after < offset < before`, ascending. */
export async function scanForward(
  log: EventLog,
  matches: EventFilter,
  range: { readonly after: number; readonly before: number; readonly limit: number },
): Promise<Scan> {
  const page = createPage(range.limit)
  let reached = range.after
  for (;;) {
    const stride = await log.read(reached, STRIDE)
    // The log dropped what comes next: the page ends before the gap, and the next one tells of it.
    if (stride[0] !== undefined && stride[0].offset > reached + 1) return { entries: page.entries, reached }
    for (const entry of stride) {
      if (entry.offset >= range.before) return { entries: page.entries, reached }
      if (matches(entry) && !page.take(entry)) return { entries: page.entries, reached }
      reached = entry.offset
    }
    if (stride.length === 0) return { entries: page.entries, reached }
    await nextTurn()
  }
}

/** The newest `limit` matching entries with `offset < before`, ascending. */
export async function scanBackward(
  log: EventLog,
  matches: EventFilter,
  range: { readonly before: number; readonly limit: number },
): Promise<Scan> {
  const page = createPage(range.limit)
  const done = (reached: number): Scan => ({ entries: page.entries.toReversed(), reached })
  let reached = range.before
  for (;;) {
    const stride = await log.readBefore(reached, STRIDE)
    for (const entry of stride.toReversed()) {
      if (matches(entry) && !page.take(entry)) return done(reached)
      reached = entry.offset
    }
    if (stride.length === 0) return done(reached)
    await nextTurn()
  }
}

function createPage(limit: number) {
  const entries: LogEntry[] = []
  let bytes = 0
  return {
    entries,
    /** `false` when the page is full: the entry was not taken. */
    take(entry: LogEntry): boolean {
      bytes += entry.bytes
      if (entries.length >= limit || (entries.length > 0 && bytes > PAGE_BYTES)) return false
      entries.push(entry)
      return true
    },
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
