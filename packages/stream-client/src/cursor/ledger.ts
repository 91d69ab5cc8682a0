import {
  type Cursor,
  type Events,
  formatCursor,
  type Lagged,
  type LogItem,
  type Position,
  parseCursor,
  type Welcome,
} from '@nobet/contracts'

/**
 * What has been accounted for. `delivered`: every position up to here was delivered, or counted as lost.
 * `resume`: where a new connection should go on, from `until` and heartbeats alone, never from a welcome.
 */
export interface Ledger {
  readonly delivered: Position | undefined
  readonly resume: Cursor | undefined
}

export const openLedger = (after: Cursor | undefined): Ledger => ({
  delivered: after === undefined ? undefined : parseCursor(after),
  resume: after,
})

/** Positions that cannot be had any more; `null` when their number cannot be known. */
export type Lost = number | null

/** A connection opened with `after` says where it stands. */
export function takeWelcome(
  ledger: Ledger,
  welcome: Pick<Welcome, 'cursor' | 'recovery'>,
  after: string | undefined,
): { readonly ledger: Ledger; readonly lost: Lost } {
  const head = parseCursor(welcome.cursor)
  const asked = after === undefined ? undefined : parseCursor(after)
  if (after === undefined) {
    // Live from the head. If something was followed before, what lies between was missed.
    return { ledger: { ...ledger, delivered: head }, lost: distance(ledger.delivered, head) }
  }
  if (asked === undefined || welcome.recovery.lost === null || welcome.recovery.state === 'none') {
    return { ledger: { ...ledger, delivered: head }, lost: null }
  }
  const held = furthest(ledger.delivered, asked)
  const start = { epoch: asked.epoch, offset: asked.offset + welcome.recovery.lost }
  const delivered = furthest(held, start)
  return { ledger: { delivered, resume: resumeFrom(ledger.resume, delivered) }, lost: distance(held, delivered) ?? 0 }
}

/** `hole`: frames before this one never came; nothing of it was taken. */
export type EventsTaken =
  | { readonly kind: 'taken'; readonly ledger: Ledger; readonly items: readonly LogItem[]; readonly duplicates: number }
  | { readonly kind: 'hole'; readonly lost: Lost }

export function takeEvents(ledger: Ledger, frame: Pick<Events, 'events' | 'from' | 'until'>): EventsTaken {
  const hole = findHole(ledger, frame.from)
  if (hole !== undefined) return hole
  const until = parseCursor(frame.until)
  const items = freshItems(frame.events, ledger.delivered)
  const delivered = furthest(ledger.delivered, until)
  return {
    kind: 'taken',
    ledger: { delivered, resume: resumeFrom(ledger.resume, delivered) },
    items,
    duplicates: frame.events.length - items.length,
  }
}

export type LaggedTaken =
  | { readonly kind: 'taken'; readonly ledger: Ledger; readonly lost: Lost }
  | { readonly kind: 'hole'; readonly lost: Lost }

/** What the log dropped before this session had read it, less what another connection had already brought. */
export function takeLagged(ledger: Ledger, frame: Pick<Lagged, 'from' | 'until' | 'lost'>): LaggedTaken {
  const until = parseCursor(frame.until)
  if (frame.lost === null) {
    return { kind: 'taken', ledger: { delivered: until, resume: resumeFrom(ledger.resume, until) }, lost: null }
  }
  const hole = findHole(ledger, frame.from)
  if (hole !== undefined) return hole
  const delivered = furthest(ledger.delivered, until)
  const unseen = distance(ledger.delivered, delivered) ?? frame.lost
  return {
    kind: 'taken',
    ledger: { delivered, resume: resumeFrom(ledger.resume, delivered) },
    lost: Math.min(frame.lost, unseen),
  }
}

/** The session's own position; it passes over what this caller may not see, so it moves only where to resume. */
export const takeHeartbeat = (ledger: Ledger, cursor: Cursor): Ledger => ({
  ...ledger,
  resume: resumeFrom(ledger.resume, parseCursor(cursor)),
})

/** Gives a hole up as lost: the log was asked again and left it out again. */
export const skipTo = (ledger: Ledger, from: Cursor): Ledger => ({ ...ledger, delivered: parseCursor(from) })

/** Goes back behind a heartbeat to the last position that is known to be whole. */
export const rewind = (ledger: Ledger): Ledger =>
  ledger.delivered === undefined || ledger.resume === undefined
    ? ledger
    : { ...ledger, resume: formatCursor(ledger.delivered) }

function findHole(ledger: Ledger, cursor: Cursor): { kind: 'hole'; lost: Lost } | undefined {
  const at = ledger.delivered
  const from = parseCursor(cursor)
  if (at === undefined || from === undefined) return undefined
  if (from.epoch !== at.epoch) return { kind: 'hole', lost: null }
  return from.offset > at.offset ? { kind: 'hole', lost: from.offset - at.offset } : undefined
}

function freshItems(items: readonly LogItem[], at: Position | undefined): readonly LogItem[] {
  let last = at?.offset ?? -1
  return items.filter((item) => {
    const position = parseCursor(item.cursor)
    if (position === undefined || position.offset <= last) return false
    last = position.offset
    return true
  })
}

/** Positions from one to the other, `null` over an epoch's end, `0` when nothing was followed before. */
function distance(from: Position | undefined, to: Position | undefined): Lost {
  if (from === undefined || to === undefined) return 0
  return from.epoch === to.epoch ? Math.max(0, to.offset - from.offset) : null
}

function furthest(a: Position | undefined, b: Position | undefined): Position | undefined {
  if (a === undefined || b === undefined) return b ?? a
  return a.epoch === b.epoch && a.offset > b.offset ? a : b
}

function resumeFrom(resume: Cursor | undefined, position: Position | undefined): Cursor | undefined {
  const furthestOne = furthest(resume === undefined ? undefined : parseCursor(resume), position)
  return furthestOne === undefined ? resume : formatCursor(furthestOne)
}
