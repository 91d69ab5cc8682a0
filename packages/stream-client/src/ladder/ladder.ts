import { type End, TRANSPORTS, type Transport } from '../transport/transport.ts'
import { BACKOFF_CAP_MS, fullJitter, spreadRetry } from './backoff.ts'

/** A connection that lasted this long was a good one: counts of failure start afresh. */
export const STABLE_MS = 10_000
/** WebSockets that opened and died young, before a round starts below WebSocket. */
export const FLAPS_MAX = 2
/** A short random wait before the first try after a cut, so that a restarted server is not met by all at once. */
const SPREAD_MS = 250
const CLIMB_BASE_MS = 2_000
const CLIMB_FLOOR_MS = 1_000
/** After a refusal that is about us and not about the link, tries go on, but slowly. */
const PROTOCOL_ATTEMPT = 4

/** Where the client stands on the ladder WebSocket → SSE → long poll. All times are monotonic milliseconds. */
export interface Ladder {
  readonly active: { readonly transport: Transport; readonly openedAt: number } | undefined
  readonly trying: { readonly transport: Transport; readonly rest: readonly Transport[] } | undefined
  /** When to try next; `held` when the server itself has asked to be left alone until then. */
  readonly dueAt: number | undefined
  readonly held: boolean
  readonly forced: Transport | undefined
  /** The active connection is to be replaced, make-before-break, even by one of its own kind. */
  readonly replacing: boolean
  /** When the tries now under way were begun. */
  readonly roundAt: number
  /** Rounds over all rungs that have failed since there was a connection. */
  readonly failures: number
  /** What the backoff grows with: failed rounds, and connections that died young. */
  readonly attempt: number
  readonly climbs: number
  readonly flaps: number
  readonly upgradesFailed: number
  readonly everOpened: boolean
  readonly everUpgraded: boolean
  readonly refusal: 'unauthorized' | 'forbidden' | undefined
  readonly stopped: boolean
}

export type LadderInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'try-failed'; readonly end: End }
  | { readonly kind: 'active-ended'; readonly end: End }
  | { readonly kind: 'goodbye'; readonly retryAfterMs: number }
  | { readonly kind: 'due' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'replace' }
  | { readonly kind: 'force'; readonly transport: Transport | undefined }
  | { readonly kind: 'stop' }

export interface LadderContext {
  readonly now: number
  readonly random: () => number
}

export const INITIAL_LADDER: Ladder = {
  active: undefined,
  trying: undefined,
  dueAt: undefined,
  held: false,
  forced: undefined,
  replacing: false,
  roundAt: 0,
  failures: 0,
  attempt: 0,
  climbs: 0,
  flaps: 0,
  upgradesFailed: 0,
  everOpened: false,
  everUpgraded: false,
  refusal: undefined,
  stopped: false,
}

/** The next place on the ladder. The owner makes it true: `trying` is a connection to open, `dueAt` a timer to set. */
export function stepLadder(ladder: Ladder, input: LadderInput, context: LadderContext): Ladder {
  if (ladder.stopped) return ladder
  switch (input.kind) {
    case 'start':
      return startRound(ladder, context)
    case 'opened':
      return takeOpened(ladder, context)
    case 'try-failed':
      return takeFailure(ladder, input.end, context)
    case 'active-ended':
      return takeEnd(ladder, input.end, context)
    case 'goodbye':
      return ladder.active === undefined
        ? ladder
        : { ...hold(ladder, context.now + Math.max(0, input.retryAfterMs)), trying: undefined, replacing: true }
    case 'due':
      return startRound(ladder, context)
    case 'wake':
      return ladder.dueAt === undefined || ladder.held
        ? ladder
        : startRound({ ...ladder, attempt: 0, climbs: 0 }, context)
    case 'replace':
      return startRound({ ...ladder, replacing: true, attempt: 0, climbs: 0, flaps: 0, refusal: undefined }, context)
    case 'force':
      return startRound({ ...ladder, forced: input.transport, attempt: 0, climbs: 0, flaps: 0 }, context)
    case 'stop':
      return { ...ladder, active: undefined, trying: undefined, dueAt: undefined, stopped: true }
  }
}

/** The rungs worth trying now, best first: all without a connection, else only what is better than it. */
export function rungsToTry(ladder: Ladder): readonly Transport[] {
  if (ladder.forced !== undefined) {
    return ladder.active?.transport === ladder.forced && !ladder.replacing ? [] : [ladder.forced]
  }
  const active = ladder.active?.transport
  if (active !== undefined && !ladder.replacing) return TRANSPORTS.slice(0, TRANSPORTS.indexOf(active))
  return active === undefined && ladder.flaps >= FLAPS_MAX ? TRANSPORTS.slice(1) : TRANSPORTS
}

/** WebSocket does not pass although HTTP does; one failure amid a restart is not taken for a proxy's fault. */
export const isUpgradeBlocked = (ladder: Ladder): boolean =>
  ladder.active !== undefined &&
  ladder.active.transport !== 'websocket' &&
  ladder.upgradesFailed >= (ladder.everUpgraded ? 2 : 1)

function startRound(ladder: Ladder, { now }: LadderContext): Ladder {
  const [transport, ...rest] = rungsToTry(ladder)
  const trying = transport === undefined ? undefined : { transport, rest }
  return { ...ladder, dueAt: undefined, held: false, roundAt: now, trying }
}

function takeOpened(ladder: Ladder, context: LadderContext): Ladder {
  const transport = ladder.trying?.transport
  if (transport === undefined) return ladder
  const upgraded = transport === 'websocket'
  const opened: Ladder = {
    ...ladder,
    active: { transport, openedAt: context.now },
    trying: undefined,
    replacing: false,
    refusal: undefined,
    everOpened: true,
    everUpgraded: ladder.everUpgraded || upgraded,
    upgradesFailed: upgraded ? 0 : ladder.upgradesFailed,
    climbs: upgraded ? 0 : ladder.climbs,
  }
  return scheduleClimb(opened, context)
}

function takeFailure(ladder: Ladder, end: End, context: LadderContext): Ladder {
  const tried = ladder.trying
  if (tried === undefined) return ladder
  const counted = tried.transport === 'websocket' ? { ...ladder, upgradesFailed: ladder.upgradesFailed + 1 } : ladder
  const [next, ...rest] = isFinal(end) ? [] : tried.rest
  if (next !== undefined) return { ...counted, trying: { transport: next, rest } }
  const idle: Ladder = { ...counted, trying: undefined }
  if (idle.active !== undefined) return scheduleClimb({ ...idle, climbs: idle.climbs + 1 }, context)
  return waitAfter({ ...idle, failures: idle.failures + 1, attempt: attemptAfter(idle, end) }, end, context)
}

function takeEnd(ladder: Ladder, end: End, context: LadderContext): Ladder {
  const { active } = ladder
  if (active === undefined) return ladder
  const lasted = context.now - active.openedAt >= STABLE_MS
  const flapped = !lasted && active.transport === 'websocket' && end.kind !== 'gap'
  const cut: Ladder = {
    ...ladder,
    active: undefined,
    failures: 0,
    attempt: lasted ? 0 : ladder.attempt + 1,
    climbs: lasted ? 0 : ladder.climbs,
    flaps: lasted ? 0 : ladder.flaps + (flapped ? 1 : 0),
  }
  // A goodbye has said when to come back.
  if (cut.held) return { ...cut, replacing: false }
  if (cut.trying !== undefined) return { ...cut, replacing: false, trying: continueFrom(cut.trying.transport, cut) }
  if (isFinal(end) || end.kind === 'protocol') {
    return waitAfter({ ...cut, attempt: attemptAfter(cut, end) }, end, context)
  }
  const waitMs = lasted ? context.random() * SPREAD_MS : fullJitter(cut.attempt, context.random)
  return { ...cut, dueAt: context.now + waitMs }
}

/** The climb that was under way becomes the round: below its rung it may now go on to every other. */
function continueFrom(transport: Transport, ladder: Ladder): Ladder['trying'] {
  const rest = ladder.forced === undefined ? TRANSPORTS.slice(TRANSPORTS.indexOf(transport) + 1) : []
  return { transport, rest }
}

/** The server itself has answered: another transport would hear the same. */
const isFinal = (end: End): boolean =>
  end.kind === 'unauthorized' || end.kind === 'forbidden' || (end.kind === 'busy' && end.retryAfterMs !== undefined)

const attemptAfter = (ladder: Ladder, end: End): number =>
  end.kind === 'protocol' ? Math.max(PROTOCOL_ATTEMPT, ladder.attempt + 1) : ladder.attempt + 1

function waitAfter(ladder: Ladder, end: End, { now, random }: LadderContext): Ladder {
  if (end.kind === 'unauthorized' || end.kind === 'forbidden') {
    return { ...ladder, refusal: end.kind, dueAt: now + BACKOFF_CAP_MS * (0.5 + random() * 0.5) }
  }
  const calm: Ladder = { ...ladder, refusal: undefined }
  if (end.retryAfterMs !== undefined) return hold(calm, now + spreadRetry(end.retryAfterMs, random))
  return { ...calm, dueAt: now + fullJitter(ladder.attempt, random) }
}

const hold = (ladder: Ladder, dueAt: number): Ladder => ({ ...ladder, dueAt, held: true })

function scheduleClimb(ladder: Ladder, { now, random }: LadderContext): Ladder {
  if (rungsToTry(ladder).length === 0) return { ...ladder, dueAt: undefined, held: false }
  const waitMs = Math.max(CLIMB_FLOOR_MS, fullJitter(ladder.climbs + 1, random, CLIMB_BASE_MS))
  return { ...ladder, held: false, dueAt: now + waitMs }
}
