import type { Cursor, LogItem } from '@nobet/contracts'
import type { EventRing, RingEntry } from '../../../live/eventRing.ts'

/** `paused` by hand, or `reading`: scrolled away, moved by keyboard, opened a row. */
export type HoldReason = 'paused' | 'reading'

/** A held picture and what came since. */
export interface Hold {
  readonly reason: HoldReason
  readonly at: number
  readonly waiting: number
  readonly waitingMatches: number
  /** When the first of the waiting came, epoch ms. */
  readonly oldestAt: number | undefined
}

/** Older rows kept under the held ones. */
export const OLDER_MAX = 10_000

type Passes = (row: RingEntry) => boolean

/** The copy a reader looks at: rows that neither move nor fall out while the ring goes on, and older ones below. */
export function createHold(ring: EventRing, now: () => number) {
  let state: Hold | undefined
  let all: RingEntry[] = []
  let older: RingEntry[] = []
  let rows: RingEntry[] = []
  let matching = 0
  let events = 0

  const show = (row: RingEntry) => {
    rows.push(row)
    if (row.kind === 'event') matching += 1
  }
  const clearRows = () => {
    rows = []
    matching = 0
  }

  return {
    isOn: () => state !== undefined,
    state: () => state,
    begin: (reason: HoldReason) => {
      state = { reason, at: now(), waiting: 0, waitingMatches: 0, oldestAt: undefined }
      all = ring.newest(ring.size())
      events = all.filter((row) => row.kind === 'event').length
      older = []
      clearRows()
    },
    rename: (reason: HoldReason) => {
      if (state !== undefined && state.reason !== reason) state = { ...state, reason }
    },
    end: () => {
      state = undefined
      all = []
      older = []
      clearRows()
    },
    clearRows,
    fill: (wanted: readonly RingEntry[]) => {
      clearRows()
      for (const row of wanted) show(row)
    },
    *refill(passes: Passes, slice: number): Generator<undefined, void> {
      for (const list of [all, older])
        for (const [at, row] of list.entries()) {
          if (passes(row)) show(row)
          if (at % slice === slice - 1) yield
        }
    },
    /** Ascending, as the server sends them. */
    addOlder: (items: readonly LogItem[], passes: Passes) => {
      if (state === undefined) return
      const before = older.length
      for (const { cursor, event } of items.toReversed()) {
        if (older.length >= OLDER_MAX) break
        older.push({ kind: 'event', seq: -1 - older.length, cursor, event, recovered: false })
      }
      for (const row of older.slice(before)) if (passes(row)) show(row)
    },
    countWaiting: (matches: boolean) => {
      if (state === undefined) return
      state = {
        ...state,
        waiting: state.waiting + 1,
        waitingMatches: state.waitingMatches + (matches ? 1 : 0),
        oldestAt: state.oldestAt ?? now(),
      }
    },
    rows: (): readonly RingEntry[] => rows,
    counts: () => ({ matching, held: events + older.length }),
    olderCount: () => older.length,
    oldestCursor: (): Cursor | undefined => cursorOf(older.at(-1)) ?? all.findLast(isEvent)?.cursor,
    find: (cursor: string): RingEntry | undefined =>
      [...all, ...older].find((row) => row.kind === 'event' && row.cursor === cursor),
  }
}

const isEvent = (row: RingEntry): row is Extract<RingEntry, { kind: 'event' }> => row.kind === 'event'
const cursorOf = (row: RingEntry | undefined): Cursor | undefined => (row?.kind === 'event' ? row.cursor : undefined)
