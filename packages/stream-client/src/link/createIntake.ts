import {
  type Cursor,
  type Events,
  type Heartbeat,
  type Lagged,
  type LogItem,
  type Position,
  parseCursor,
  type Severity,
  severityRank,
  type Welcome,
} from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import {
  type Ledger,
  type Lost,
  openLedger,
  rewind,
  skipTo,
  takeEvents,
  takeHeartbeat,
  takeLagged,
  takeWelcome,
} from '../cursor/ledger.ts'
import { createRateMeter } from './createRateMeter.ts'
import type { EventBatch, Gap, GapReason } from './gap.ts'

/** A break shorter than this, in which nothing was missed, is not worth a row in anybody's log. */
const SHORT_BREAK_MS = 2_000
/** A log that leaves the same hole this often when asked again has nothing to put there. */
export const ASKS_MAX = 3

export interface IntakeDeps {
  readonly clock: Clock
  readonly onEvents: (batch: EventBatch) => void
  readonly onGap: (gap: Gap) => void
}

export interface IntakeCounts {
  readonly received: number
  readonly duplicates: number
  readonly recovered: number
  readonly lost: number
  readonly unknownLosses: number
  readonly malformed: number
  readonly lastMalformed: string | undefined
  readonly eventsPerSecond: number
}

/** `again`: something is missing that the log may still hold; connect anew from `cursor()`. */
export type Verdict = 'ok' | 'again'

/** Keeps the books of what was delivered, over every connection: nothing twice, nothing missing without a word. */
export interface Intake {
  /** Where a new connection should resume. */
  cursor(): Cursor | undefined
  /** The connection opened with `after` is now the one that delivers. */
  takeWelcome(welcome: Welcome, after: string | undefined): void
  takeFrame(frame: Events | Lagged | Heartbeat): Verdict
  takeMalformed(detail: string, mayHoldEvents: boolean): Verdict
  /** The delivering connection is gone; `heardAt` (epoch ms) was its last sign of life. */
  noteBreak(heardAt: number): void
  counts(): IntakeCounts
}

export function createIntake(deps: IntakeDeps, options: { after: Cursor | undefined; minSeverity: Severity }): Intake {
  const { clock } = deps
  const meter = createRateMeter(clock)
  const minRank = severityRank(options.minSeverity)
  const counts = { received: 0, duplicates: 0, recovered: 0, lost: 0, unknownLosses: 0, malformed: 0 }
  let lastMalformed: string | undefined
  let ledger: Ledger = openLedger(options.after)
  let catchUpTo: Position | undefined
  let broken: { since: number; reason: GapReason; sharp: number } | undefined = {
    since: clock.now(),
    reason: 'disconnected',
    sharp: clock.monotonic(),
  }
  let isFirst = true
  let asked = { place: '', times: 0 }

  return {
    cursor: () => ledger.resume,
    takeWelcome: welcomed,
    takeFrame(frame) {
      if (frame.op === 'heartbeat') {
        ledger = takeHeartbeat(ledger, frame.cursor)
        return 'ok'
      }
      return frame.op === 'events' ? takeEventsFrame(frame) : takeLaggedFrame(frame)
    },
    takeMalformed(detail, mayHoldEvents) {
      counts.malformed += 1
      lastMalformed = detail
      return mayHoldEvents ? askAgain() : 'ok'
    },
    noteBreak(heardAt) {
      broken ??= { since: heardAt, reason: 'disconnected', sharp: clock.monotonic() }
    },
    counts: () => ({ ...counts, lastMalformed, eventsPerSecond: meter.perSecond() }),
  }

  function welcomed(welcome: Welcome, after: string | undefined): void {
    const fromCursor = ledger.resume
    const taken = takeWelcome(ledger, welcome, after)
    ledger = taken.ledger
    if (broken !== undefined && after !== undefined) catchUpTo = parseCursor(welcome.cursor)
    const { recovered } = welcome.recovery
    const missed = taken.lost !== 0 || (broken !== undefined && !isFirst && recovered > 0)
    const lasted = broken !== undefined && !isFirst && clock.monotonic() - broken.sharp >= SHORT_BREAK_MS
    if (missed || lasted) {
      const reason = taken.lost === null ? 'epoch_changed' : (broken?.reason ?? 'lagged')
      tellGap({ reason, lost: taken.lost, recovered: broken === undefined ? 0 : recovered, fromCursor })
    }
    broken = undefined
    isFirst = false
  }

  function takeEventsFrame(frame: Events): Verdict {
    // The answer to a `subscribe … after`: of new topics only, and it moves nothing.
    if (frame.recovery !== undefined) return 'ok'
    const taken = takeEvents(ledger, frame)
    if (taken.kind === 'hole')
      return askAgainOrSkip(frame.from, taken.lost) === 'again' ? 'again' : takeEventsFrame(frame)
    ledger = taken.ledger
    counts.duplicates += taken.duplicates
    deliver(taken.items)
    return 'ok'
  }

  function takeLaggedFrame(frame: Lagged): Verdict {
    const fromCursor = ledger.resume
    const taken = takeLagged(ledger, frame)
    if (taken.kind === 'hole')
      return askAgainOrSkip(frame.from, taken.lost) === 'again' ? 'again' : takeLaggedFrame(frame)
    ledger = taken.ledger
    if (taken.lost === 0) return 'ok'
    tellGap({ reason: taken.lost === null ? 'epoch_changed' : 'lagged', lost: taken.lost, recovered: 0, fromCursor })
    return 'ok'
  }

  function askAgain(): Verdict {
    const place = ledger.delivered === undefined ? '' : `${ledger.delivered.epoch}:${ledger.delivered.offset}`
    asked = { place, times: place === asked.place ? asked.times + 1 : 1 }
    if (asked.times > ASKS_MAX) return 'ok'
    ledger = rewind(ledger)
    broken ??= { since: clock.now(), reason: 'frame_missing', sharp: clock.monotonic() }
    return 'again'
  }

  function askAgainOrSkip(from: Cursor, lost: Lost): Verdict {
    if (askAgain() === 'again') return 'again'
    const fromCursor = ledger.resume
    ledger = skipTo(ledger, from)
    tellGap({ reason: 'frame_missing', lost, recovered: 0, fromCursor })
    return 'ok'
  }

  function deliver(fresh: readonly LogItem[]): void {
    const items = minRank === 0 ? fresh : fresh.filter((item) => severityRank(item.event.severity) >= minRank)
    if (items.length === 0) return
    const late = countLate(items)
    counts.received += items.length
    counts.recovered += late
    meter.count(items.length)
    const receivedAt = clock.monotonic()
    if (late > 0) deps.onEvents({ items: items.slice(0, late), recovered: true, receivedAt })
    if (late < items.length)
      deps.onEvents({ items: late === 0 ? items : items.slice(late), recovered: false, receivedAt })
  }

  function countLate(items: readonly LogItem[]): number {
    const head = catchUpTo
    if (head === undefined) return 0
    const firstNew = items.findIndex((item) => {
      const position = parseCursor(item.cursor)
      return position === undefined || position.epoch !== head.epoch || position.offset > head.offset
    })
    if (firstNew === -1) return items.length
    catchUpTo = undefined
    return firstNew
  }

  function tellGap(gap: Pick<Gap, 'reason' | 'lost' | 'recovered' | 'fromCursor'>): void {
    if (gap.lost === null) counts.unknownLosses += 1
    else counts.lost += gap.lost
    const until = clock.now()
    deps.onGap({ since: broken?.since ?? until, until, ...gap })
  }
}
