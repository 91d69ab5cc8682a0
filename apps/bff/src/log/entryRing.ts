import type { LogEntry, ReadLimit } from './eventLog.ts'

const COMPACT_AFTER = 1024

/** Contiguous entries with cheap removal at the old end; an entry's place follows from its offset. */
export interface EntryRing<T extends LogEntry = LogEntry> {
  readonly first: number
  readonly head: number
  readonly bytes: number
  push(entry: T): void
  shift(): T | undefined
  oldest(): T | undefined
  at(offset: number): T | undefined
  after(offset: number, limit: ReadLimit): readonly T[]
  before(offset: number, limit: ReadLimit): readonly T[]
}

/** An empty ring whose first entry will have the offset `start`. */
export function createEntryRing<T extends LogEntry = LogEntry>(start = 1): EntryRing<T> {
  let entries: T[] = []
  let gone = 0
  let first = start
  let bytes = 0
  const length = () => entries.length - gone
  const at = (offset: number) => (offset < first ? undefined : entries[gone + offset - first])

  return {
    get first() {
      return first
    },
    get head() {
      return first + length() - 1
    },
    get bytes() {
      return bytes
    },
    push(entry) {
      entries.push(entry)
      bytes += entry.bytes
    },
    shift() {
      const entry = entries[gone]
      if (entry === undefined) return undefined
      gone += 1
      first += 1
      bytes -= entry.bytes
      if (gone > COMPACT_AFTER && gone * 2 > entries.length) {
        entries = entries.slice(gone)
        gone = 0
      }
      return entry
    },
    oldest: () => entries[gone],
    at,
    after(offset, limit) {
      const from = gone + Math.max(0, offset + 1 - first)
      return takeWithin(entries, from, 1, limit)
    },
    before(offset, limit) {
      const from = gone + Math.min(length(), offset - first) - 1
      return takeWithin(entries, from, -1, limit, gone).reverse()
    },
  }
}

/** Walks from `from` in steps of `step` until a limit is met; at least one entry when there is one. */
function takeWithin<T extends LogEntry>(
  entries: readonly T[],
  from: number,
  step: 1 | -1,
  limit: ReadLimit,
  lowest = 0,
): T[] {
  const taken: T[] = []
  let bytes = 0
  for (let index = from; index >= lowest && taken.length < limit.count; index += step) {
    const entry = entries[index]
    if (entry === undefined) break
    bytes += entry.bytes
    if (taken.length > 0 && bytes > limit.bytes) break
    taken.push(entry)
  }
  return taken
}
