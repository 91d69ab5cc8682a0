import { STREAM } from '@nobet/contracts'

/** Every bound of the live stream. Milliseconds and bytes; the defaults are PROTOCOL's and the panel's own. */
export interface LiveLimits {
  readonly heartbeatMs: number
  readonly helloTimeoutMs: number
  readonly pingIntervalMs: number
  readonly missedPongs: number
  readonly slowReaderMs: number
  readonly terminateAfterCloseMs: number
  readonly inboundBytes: number
  readonly inboundPerSecond: number
  readonly badMessages: number
  readonly frameBytes: number
  /** How often deadlines of sessions are looked at. */
  readonly sweepMs: number
  readonly sessions: number
  readonly topicsHeld: number
  readonly replays: number
  /** Answers to a client that does not read them, waiting in this process. */
  readonly controlBytes: number
  /** A socket with more than this waiting is full. */
  readonly socketBytes: number
  /** Frames one session may be sent before the others have their turn. */
  readonly framesPerTurn: number
  readonly retryAfterMaxMs: number
  /** Long polls that may wait at one time. */
  readonly waits: number
}

export const LIVE_LIMITS: LiveLimits = {
  ...STREAM,
  sweepMs: 250,
  sessions: 10_000,
  topicsHeld: 256,
  replays: 8,
  controlBytes: 256 * 1024,
  socketBytes: 16 * 1024,
  framesPerTurn: 8,
  retryAfterMaxMs: 5_000,
  waits: 1_000,
}
