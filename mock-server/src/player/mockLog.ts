import { type Cursor, formatCursor, type LoggedEvent, type LogItem, topicOf } from '@nobet/contracts'

/** An event at its place. `at` is virtual milliseconds since the world began. */
export interface MockLogEntry extends LogItem {
  readonly offset: number
  readonly topic: string
  readonly at: number
}

/** `first` is the oldest offset held, `head` the newest; `first - 1` when nothing is held. */
export interface MockLogBounds {
  readonly epoch: string
  readonly first: number
  readonly head: number
}

export interface MockLog {
  bounds(): MockLogBounds
  /** One cursor an event, in order; a duplicate of `(source, id)` gets the cursor of its first. */
  append(events: readonly LoggedEvent[], at: number): Cursor[]
  /** Held entries with `after < offset <= until`, ascending. */
  read(after: number, until?: number): readonly MockLogEntry[]
  /** Drops everything up to and including the `events`-th event that came later than `at`. */
  forget(at: number, events: number): void
  /** Called after every append; the answer unsubscribes. */
  onAppend(listener: () => void): () => void
}

/** The panel's numbered log as the doors see it, bounded by count alone. */
export function createMockLog(options: { readonly epoch: string; readonly maxEvents: number }): MockLog {
  const { epoch, maxEvents } = options
  let entries: MockLogEntry[] = []
  let head = 0
  const firsts = new Map<string, Cursor>()
  const listeners = new Set<() => void>()

  const add = (event: LoggedEvent, at: number): Cursor => {
    const key = JSON.stringify([event.source, event.id])
    const known = firsts.get(key)
    if (known !== undefined) return known
    head += 1
    const cursor = formatCursor({ epoch, offset: head })
    entries.push({ cursor, event, offset: head, topic: topicOf(event), at })
    firsts.set(key, cursor)
    return cursor
  }

  const keep = (from: number) => {
    for (const { event } of entries.slice(0, from)) firsts.delete(JSON.stringify([event.source, event.id]))
    entries = entries.slice(from)
  }

  return {
    bounds: () => ({ epoch, first: head - entries.length + 1, head }),
    append(events, at) {
      const cursors = events.map((event) => add(event, at))
      if (entries.length > maxEvents) keep(entries.length - maxEvents)
      if (cursors.length > 0) for (const listener of listeners) listener()
      return cursors
    },
    read(after, until = head) {
      const first = head - entries.length + 1
      return entries.slice(Math.max(0, after + 1 - first), Math.max(0, until + 1 - first))
    },
    forget(at, events) {
      const index = entries.findIndex((entry) => entry.at > at)
      if (index >= 0) keep(Math.min(entries.length, index + events))
    },
    onAppend(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
