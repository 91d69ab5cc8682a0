import type { LogItem } from '@nobet/contracts'

/** Why something was, or may have been, missed. */
export type GapReason = 'disconnected' | 'lagged' | 'epoch_changed' | 'frame_missing'

/** A break in the stream, told in its place: before the events that were recovered. Times are epoch milliseconds. */
export interface Gap {
  /** The last sign of life before the break. */
  readonly since: number
  readonly until: number
  /** Log positions that follow now, late, whether or not this caller may see them. */
  readonly recovered: number
  /** Log positions that are gone; `null` when their number cannot be known. */
  readonly lost: number | null
  readonly fromCursor: string | undefined
  readonly reason: GapReason
}

/** What one frame brought, in order, with no event doubled. */
export interface EventBatch {
  readonly items: readonly LogItem[]
  /** Caught up after a break, so not news: nothing to announce as happening now. */
  readonly recovered: boolean
  /** Monotonic milliseconds of the moment the frame came in, for `reportPaint`. */
  readonly receivedAt: number
}
