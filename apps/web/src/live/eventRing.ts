import type { Cursor, LogItem, LoggedEvent } from '@nobet/contracts'
import type { Gap } from '@nobet/stream-client'

/** Rows this tab keeps; older ones stay in the server's log. */
export const RING_ROWS = 10_000
const RATE_WINDOW_S = 60

/** One row of the live log: an event, or a break told in its place. `seq` grows by one and never repeats. */
export type RingEntry =
  | {
      readonly kind: 'event'
      readonly seq: number
      readonly cursor: Cursor
      readonly event: LoggedEvent
      /** Came late, after a break: not news. */
      readonly recovered: boolean
    }
  | { readonly kind: 'gap'; readonly seq: number; readonly gap: Gap }

export interface RingDeps {
  readonly now: () => number
  /** Runs `publish` before the next paint; a hidden tab may run it only when shown again. */
  readonly onFrame: (publish: () => void) => void
}

export type EventRing = ReturnType<typeof createEventRing>

/** The newest rows outside React: writing costs one array slot, readers are told once an animation frame. */
export function createEventRing(deps: RingDeps, rows: number = RING_ROWS) {
  const slots: (RingEntry | undefined)[] = []
  const listeners = new Set<() => void>()
  const rate = createRate(deps.now)
  let next = 0
  let first = 0
  let published = 0
  let waiting = false

  const publish = () => {
    waiting = false
    published = next
    for (const listener of listeners) listener()
  }
  const wake = () => {
    if (waiting) return
    waiting = true
    deps.onFrame(publish)
  }
  const put = (entry: RingEntry) => {
    slots[entry.seq % rows] = entry
    next = entry.seq + 1
    if (next - first > rows) first = next - rows
  }
  const get = (seq: number): RingEntry | undefined => (seq < first || seq >= next ? undefined : slots[seq % rows])

  return {
    push: (items: readonly LogItem[], recovered: boolean) => {
      for (const item of items) put({ kind: 'event', seq: next, cursor: item.cursor, event: item.event, recovered })
      if (items.length === 0) return
      if (recovered) for (const item of items) rate.count(1, Date.parse(item.event.time))
      else rate.count(items.length, deps.now())
      wake()
    },
    pushGap: (gap: Gap) => {
      put({ kind: 'gap', seq: next, gap })
      wake()
    },
    /** The row with this `seq`, or `undefined` when it is not (or no longer) here. */
    get,
    /** `seq` of the oldest row held. */
    first: () => first,
    /** `seq` the next row will get; also how many rows ever came. */
    next: () => next,
    size: () => next - first,
    /** Rows that fell out at the old end; the server's log still has their events. */
    dropped: () => first,
    /** The newest rows, newest first. */
    newest: (count: number): RingEntry[] => {
      const from = Math.max(first, next - count)
      return Array.from({ length: next - from }, (_, i) => get(next - 1 - i)).filter((entry) => entry !== undefined)
    },
    /** Events of the last minute; what came late counts in the second it happened in. */
    perMinute: rate.read,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** `next` as of the last notification: what a React snapshot may depend on. */
    published: () => published,
  }
}

function createRate(now: () => number) {
  const seconds = new Float64Array(RATE_WINDOW_S)
  let at = Math.floor(now() / 1_000)
  const advance = () => {
    const to = Math.floor(now() / 1_000)
    for (let s = Math.max(at + 1, to - RATE_WINDOW_S + 1); s <= to; s += 1) seconds[s % RATE_WINDOW_S] = 0
    at = Math.max(at, to)
  }
  return {
    count: (events: number, happenedAt: number) => {
      advance()
      const second = Math.min(at, Math.floor(happenedAt / 1_000))
      if (at - second >= RATE_WINDOW_S) return
      seconds[second % RATE_WINDOW_S] = (seconds[second % RATE_WINDOW_S] ?? 0) + events
    },
    read: (): number => {
      advance()
      return seconds.reduce((sum, count) => sum + count, 0)
    },
  }
}
