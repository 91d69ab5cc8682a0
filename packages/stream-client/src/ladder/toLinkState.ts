import type { LinkState } from '../link/linkState.ts'
import { POLL_WAIT_MS } from '../transport/openLongPoll.ts'
import type { Ladder } from './ladder.ts'

/** Rounds over every transport that fail before the link calls itself offline. */
export const OFFLINE_AFTER_ROUNDS = 3

export interface StateContext {
  /** Epoch milliseconds of monotonic zero, to turn one into the other. */
  readonly toWall: (monotonicMs: number) => number
  /** The active connection has been silent for too long and is being asked for a sign of life. */
  readonly suspect: boolean
  /** Epoch milliseconds since when the active connection has been open. */
  readonly upSince: number
  /** Epoch milliseconds of the last sign of life, or of the start. */
  readonly downSince: number
}

/** What the ladder's place means for a reader of the screen. */
export function toLinkState(ladder: Ladder, context: StateContext): LinkState {
  if (ladder.stopped) return { kind: 'stopped', since: context.downSince }
  if (ladder.active !== undefined && !context.suspect) return toUpState(ladder.active, context)
  const since = context.downSince
  const attempt = ladder.failures + 1
  const nextTryAt = Math.round(context.toWall(ladder.dueAt ?? ladder.roundAt))
  if (ladder.refusal !== undefined) return { kind: 'unauthorized', reason: ladder.refusal, since, nextTryAt }
  if (ladder.failures >= OFFLINE_AFTER_ROUNDS && ladder.active === undefined) {
    return { kind: 'offline', since, attempt, nextTryAt }
  }
  return { kind: ladder.everOpened ? 'reconnecting' : 'connecting', since, attempt, nextTryAt }
}

function toUpState(active: NonNullable<Ladder['active']>, context: StateContext): LinkState {
  const since = context.upSince
  if (active.transport === 'websocket') return { kind: 'live', transport: 'websocket', since }
  return {
    kind: 'fallback',
    transport: active.transport,
    since,
    maxAgeMs: active.transport === 'poll' ? POLL_WAIT_MS : 0,
  }
}
