import { type CloudEvent, type Cursor, formatCursor } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import { createChangeFeed } from './changeFeed.ts'
import { createEntryRing, type EntryRing } from './entryRing.ts'
import type { AppendOutcome, EventLog, LogBounds, LogEntry } from './eventLog.ts'
import { toLogEntry } from './toLogEntry.ts'

/** A duplicate is known for this long, or while the event is held, whichever is shorter. */
const DEDUPE_MS = 24 * 60 * 60 * 1000
const STOPPED_RETRY_MS = 1000

export interface MemoryLogDeps {
  readonly clock: Clock
  /** A new name for every process: another epoch means the log was lost. */
  readonly newEpoch: () => string
  readonly reportError: (error: unknown) => void
  readonly onAppended?: (entries: readonly { readonly event: CloudEvent }[]) => void
  readonly onEvicted?: (count: number) => void
  /** Events held now. */
  readonly onLength?: (length: number) => void
}

export interface MemoryLogBounds {
  readonly events: number
  readonly bytes: number
  readonly ageMs: number
}

/** The log of one process. Everything is held in memory, within the three bounds, and is gone with the process. */
export function createMemoryLog(deps: MemoryLogDeps, limits: MemoryLogBounds): EventLog {
  const epoch = deps.newEpoch()
  const ring = createEntryRing()
  const known = createDedupe(ring, deps.clock)
  const feed = createChangeFeed(deps.reportError)
  let stopped = false
  const bounds = (): LogBounds => ({ epoch, first: ring.first, head: ring.head })
  const evict = () => {
    const count = evictBeyond(ring, limits, deps.clock.monotonic(), (entry) => known.forget(entry))
    if (count === 0) return
    deps.onEvicted?.(count)
    deps.onLength?.(ring.head - ring.first + 1)
  }

  const admit = (event: CloudEvent, fresh: LogEntry[]): Cursor => {
    const first = known.offsetOf(event)
    if (first !== undefined) return formatCursor({ epoch, offset: first })
    const arrival = { epoch, offset: ring.head + 1, now: deps.clock.now(), appendedAt: deps.clock.monotonic() }
    const entry = toLogEntry(event, arrival)
    ring.push(entry)
    known.remember(entry)
    fresh.push(entry)
    return entry.cursor
  }

  const append = (events: readonly CloudEvent[]): AppendOutcome => {
    if (stopped) return { kind: 'unavailable', retryAfterMs: STOPPED_RETRY_MS }
    evict()
    const fresh: LogEntry[] = []
    const cursors = events.map((event) => admit(event, fresh))
    evict()
    if (fresh.length > 0) {
      deps.onAppended?.(fresh)
      deps.onLength?.(ring.head - ring.first + 1)
      feed.announce(bounds())
    }
    return { kind: 'appended', cursors }
  }

  const held = (readRing: () => readonly LogEntry[]): readonly LogEntry[] => {
    if (stopped) return []
    evict()
    return readRing()
  }

  return {
    bounds() {
      if (stopped) return undefined
      evict()
      return bounds()
    },
    append: async (events) => append(events),
    recent: (after, limit) => held(() => ring.after(after, limit)),
    read: async (after, limit) => held(() => ring.after(after, limit)),
    readBefore: async (before, limit) => held(() => ring.before(before, limit)),
    reach: () => Promise.resolve(),
    onChange: (listener) => feed.onChange(listener),
    stop: async () => {
      stopped = true
      feed.clear()
    },
  }
}

function evictBeyond(ring: EntryRing, limits: MemoryLogBounds, now: number, forget: (entry: LogEntry) => void): number {
  let count = 0
  for (let oldest = ring.oldest(); oldest !== undefined; oldest = ring.oldest()) {
    const length = ring.head - ring.first + 1
    const within = length <= limits.events && ring.bytes <= limits.bytes && now - oldest.appendedAt <= limits.ageMs
    if (within) break
    ring.shift()
    forget(oldest)
    count += 1
  }
  return count
}

/** Bounded by the ring itself: what is dropped from it is forgotten here. */
function createDedupe(ring: EntryRing, clock: Clock) {
  const offsets = new Map<string, number>()
  return {
    offsetOf(event: CloudEvent): number | undefined {
      const offset = offsets.get(toKey(event))
      const entry = offset === undefined ? undefined : ring.at(offset)
      return entry !== undefined && clock.monotonic() - entry.appendedAt < DEDUPE_MS ? offset : undefined
    },
    remember: (entry: LogEntry) => void offsets.set(toKey(entry.event), entry.offset),
    forget(entry: LogEntry) {
      const key = toKey(entry.event)
      if (offsets.get(key) === entry.offset) offsets.delete(key)
    },
  }
}

/** JSON keeps the two apart whatever characters they hold. */
const toKey = (event: Pick<CloudEvent, 'source' | 'id'>): string => JSON.stringify([event.source, event.id])
