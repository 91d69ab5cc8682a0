import type { Cursor, LoggedEvent, LogItem } from '@nobet/contracts'
import { RING_ROWS, type EventRing, type RingEntry } from '../../../live/eventRing.ts'
import { createRates } from './createRates.ts'
import { createSeqDeque } from './createSeqDeque.ts'
import { createThrottle } from './createThrottle.ts'
import { createWork } from './createWork.ts'
import { createHold, type Hold, type HoldReason } from './createHold.ts'

/** Rows tested before the page may paint again. */
const SLICE_ROWS = 1_000
const FIGURES_MS = 250

export interface EventsViewDeps {
  readonly ring: EventRing
  readonly now: () => number
  /** Runs later; the answer cancels. */
  readonly delay: (run: () => void, ms: number) => () => void
}

/** What the log shows: a test of each event, and a span in which gaps are shown. */
export interface ViewQuery {
  readonly test: (event: LoggedEvent) => boolean
  readonly from: number
  readonly to: number
}

export interface ViewFigures {
  /** Events that match, of all that are held. */
  readonly matching: number
  readonly held: number
  /** A changed filter is still being applied to older rows. */
  readonly working: boolean
  readonly hold: Hold | undefined
}

export type EventsView = ReturnType<typeof createEventsView>

const EVERYTHING: ViewQuery = { test: () => true, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/**
 * The rows of the ring that match, kept up event by event outside React. A reader who looks closer holds the picture:
 * then rows stay as they are, and what comes is counted.
 */
export function createEventsView({ ring, now, delay }: EventsViewDeps) {
  const index = createSeqDeque(RING_ROWS)
  const rates = createRates()
  const rows = createSignal()
  const figures = createSignal()
  const work = createWork(delay, () => tellAll())
  const hold = createHold(ring, now)
  const throttle = createThrottle({ now, delay }, FIGURES_MS, () => tellFigures())
  let query = EVERYTHING
  let scanned = ring.first()
  let gaps: number[] = []
  let firstGap = Number.POSITIVE_INFINITY
  let shown: ViewFigures = { matching: 0, held: 0, working: false, hold: undefined }

  return {
    start: () => {
      rebuild()
      const leave = ring.subscribe(takeNew)
      return () => {
        leave()
        work.stop()
        throttle.stop()
      }
    },
    setQuery: (wanted: ViewQuery) => {
      query = wanted
      rebuild()
    },
    /** Keeps the present picture until `release`. */
    hold: (reason: HoldReason) => {
      if (hold.isOn()) hold.rename(reason)
      else {
        hold.begin(reason)
        if (work.isRunning()) rebuild()
        else hold.fill(liveRows())
      }
      tellAll()
    },
    release: () => {
      hold.end()
      tellAll()
    },
    /** Puts what the server's log has from before the held rows under them, newest last as it comes. */
    addOlder: (items: readonly LogItem[]) => {
      hold.addOlder(items, passes)
      for (const { event } of items) count(event, query.test(event))
      tellAll()
    },
    olderThan: (): Cursor | undefined => hold.oldestCursor(),
    olderCount: () => hold.olderCount(),
    rowCount: () => (hold.isOn() ? hold.rows().length : index.size()),
    /** `0` is the newest. */
    rowAt,
    /** Came late, after a break this tab has seen; not what was there before the tab. */
    isRecovered: (row: RingEntry) => row.kind === 'event' && row.recovered && row.seq > firstGap,
    find: (cursor: string): RingEntry | undefined => hold.find(cursor) ?? findInRing(cursor),
    rates,
    gaps: () => gaps.flatMap((seq) => toGap(ring.get(seq))),
    newestAt: (): string | null => newestTime(),
    figures: () => shown,
    subscribe: rows.subscribe,
    version: rows.version,
    subscribeFigures: figures.subscribe,
  }

  function takeNew(): void {
    const oldest = index.newest(index.size() - 1)
    let changed = false
    for (let seq = Math.max(scanned, ring.first()); seq < ring.next(); seq += 1) changed = takeOne(seq) || changed
    scanned = ring.next()
    index.dropBefore(ring.first())
    if ((gaps[0] ?? ring.first()) < ring.first()) gaps = gaps.filter((seq) => seq >= ring.first())
    if (!hold.isOn() && (changed || index.newest(index.size() - 1) !== oldest)) rows.tell()
    throttle.run()
  }

  function takeOne(seq: number): boolean {
    const row = ring.get(seq)
    if (row === undefined) return false
    noteGap(row)
    const matches = passes(row)
    if (hold.isOn() && row.kind === 'event') hold.countWaiting(matches)
    if (row.kind === 'event') count(row.event, matches)
    if (matches) index.pushNewest(seq)
    return matches
  }

  function noteGap(row: RingEntry): void {
    if (row.kind !== 'gap') return
    gaps.push(row.seq)
    firstGap = Math.min(firstGap, row.seq)
  }

  function passes(row: RingEntry): boolean {
    if (row.kind === 'gap') return row.gap.until >= query.from && row.gap.since <= query.to
    return query.test(row.event)
  }

  function rebuild(): void {
    work.run(rebuildInSlices())
  }

  /** What is looked at comes first, and its newest rows before all: the screen is right after one slice. */
  function* rebuildInSlices(): Generator<undefined, void> {
    index.clear()
    rates.clear()
    hold.clearRows()
    gaps = []
    scanned = ring.next()
    const newest = scanned - 1
    yield* hold.refill(passes, SLICE_ROWS)
    for (let seq = newest; seq >= ring.first(); seq -= 1) {
      takeOld(seq)
      if (seq % SLICE_ROWS === 0) yield
    }
    gaps.sort((a, b) => a - b)
  }

  function takeOld(seq: number): void {
    const row = ring.get(seq)
    if (row === undefined) return
    noteGap(row)
    const matches = passes(row)
    if (row.kind === 'event') count(row.event, matches)
    if (matches) index.pushOldest(seq)
  }

  function count({ time, severity }: LoggedEvent, matches: boolean): void {
    const at = Date.parse(time)
    rates.noteSeen(at)
    if (matches) rates.add(at, severity)
  }

  function rowAt(at: number): RingEntry | undefined {
    if (hold.isOn()) return hold.rows()[at]
    const seq = index.newest(at)
    return seq === undefined ? undefined : ring.get(seq)
  }

  function liveRows(): RingEntry[] {
    return Array.from({ length: index.size() }, (_, at) => rowInRing(at)).filter((row) => row !== undefined)
  }

  function rowInRing(at: number): RingEntry | undefined {
    const seq = index.newest(at)
    return seq === undefined ? undefined : ring.get(seq)
  }

  function findInRing(cursor: string): RingEntry | undefined {
    for (let seq = ring.next() - 1; seq >= ring.first(); seq -= 1) {
      const row = ring.get(seq)
      if (row?.kind === 'event' && row.cursor === cursor) return row
    }
    return undefined
  }

  function newestTime(): string | null {
    for (let seq = ring.next() - 1; seq >= ring.first(); seq -= 1) {
      const row = ring.get(seq)
      if (row?.kind === 'event') return row.event.time
    }
    return null
  }

  function tellAll(): void {
    rows.tell()
    tellFigures()
  }

  function tellFigures(): void {
    const live = { matching: index.size() - countShownGaps(), held: ring.size() - gaps.length }
    const held = hold.isOn() ? hold.counts() : live
    shown = { ...held, working: work.isRunning(), hold: hold.state() }
    figures.tell()
  }

  function countShownGaps(): number {
    return gaps.filter((seq) => {
      const row = ring.get(seq)
      return row !== undefined && passes(row)
    }).length
  }
}

const toGap = (row: RingEntry | undefined) => (row?.kind === 'gap' ? [row.gap] : [])

function createSignal() {
  const listeners = new Set<() => void>()
  let version = 0
  return {
    tell: () => {
      version += 1
      for (const listener of listeners) listener()
    },
    version: () => version,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
