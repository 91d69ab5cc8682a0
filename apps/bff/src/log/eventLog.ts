import type { CloudEvent, Cursor, LoggedEvent } from '@nobet/contracts'

/** One event at its place, with what every reader needs worked out once. */
export interface LogEntry {
  readonly offset: number
  readonly cursor: Cursor
  readonly event: LoggedEvent
  readonly topic: string
  /** `{"cursor":…,"event":…}`, serialised once; `bytes` is its UTF-8 length. */
  readonly json: string
  readonly bytes: number
  /** Monotonic milliseconds of this process when the entry arrived in it; the delivery figures count from here. */
  readonly appendedAt: number
}

/** What the log holds now. Offsets are contiguous; `first` is the oldest held, `head` the newest (`first - 1` if none). */
export interface LogBounds {
  readonly epoch: string
  readonly first: number
  readonly head: number
  /**
   * The offset after which this epoch's own events come, 0 when left out: what survived of an older epoch is history
   * here, and a live reader of that older epoch has seen it and goes on from `begin`.
   */
  readonly begin?: number
}

/** Proof that a singleton still holds its lease: the token of the lease's newest holder is the only good one. */
export interface Fence {
  readonly lease: string
  readonly token: number
}

export type AppendOutcome =
  /** One cursor an event in the order given; a duplicate gets the cursor of its first. */
  | { readonly kind: 'appended'; readonly cursors: readonly Cursor[] }
  | { readonly kind: 'unavailable'; readonly retryAfterMs: number }
  /** Another process holds the lease now; the fencing token is out of date. */
  | { readonly kind: 'fenced' }

export interface ReadLimit {
  readonly count: number
  readonly bytes: number
}

/**
 * The numbered log. Memory and Redis implementations pass the same contract suite.
 * Bounded by count, age and bytes; `(source, id)` is unique while the event is held.
 */
export interface EventLog {
  /** `undefined` while the log cannot be read (start, Redis away): doors answer 503, never `none`. */
  bounds(): LogBounds | undefined
  append(events: readonly CloudEvent[], options?: { readonly fence?: Fence }): Promise<AppendOutcome>
  /** Ascending entries with `offset > after`, from what is held; at least one when there is one. */
  read(after: number, limit: ReadLimit): Promise<readonly LogEntry[]>
  /** What {@link EventLog.read} would give, when this process holds it in memory; `undefined` when it must be fetched. */
  recent(after: number, limit: ReadLimit): readonly LogEntry[] | undefined
  /** Ascending entries with `offset < before`, the newest `limit.count`. */
  readBefore(before: number, limit: ReadLimit): Promise<readonly LogEntry[]>
  /**
   * For a cursor that another panel gave a moment ago: resolves when this process has read up to it, when the log does
   * not hold it, or after a second.
   */
  reach(cursor: string): Promise<void>
  /** Called after every append and epoch change, in order; a throwing listener is reported and stops nobody. */
  onChange(listener: (bounds: LogBounds) => void): () => void
  stop(): Promise<void>
}
