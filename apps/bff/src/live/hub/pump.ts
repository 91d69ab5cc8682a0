import { formatCursor } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'
import type { LogBounds } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { type Batch, type Batches, toEventsFrame, toReplayFrame } from './batches.ts'
import type { DeliveryMeter } from './deliveryMeter.ts'
import { toOutFrame } from './outFrame.ts'
import type { Sender } from './sender.ts'
import type { Replay, Session, Subscription } from './session.ts'

export interface PumpDeps {
  readonly clock: Clock
  readonly batches: Batches
  readonly sender: Sender
  readonly meter: DeliveryMeter
  readonly metrics: Metrics
  readonly framesPerTurn: number
}

/**
 * Begins a flush; what it returns moves one session on through the log and is called for each in turn. `true` when the
 * session could go on at once but others have their turn first.
 */
export type Pump = (bounds: LogBounds) => (session: Session) => boolean

/** Recovery and live are this same loop: a session reads on from its own position while its socket takes bytes. */
export function createPump({ clock, batches, sender, meter, metrics, framesPerTurn }: PumpDeps): Pump {
  const stepReplay = (session: Session, subscription: Subscription, replay: Replay, bounds: LogBounds): boolean => {
    const done = (): true => {
      subscription.replays = subscription.replays.filter((other) => other !== replay)
      return true
    }
    if (replay.epoch !== bounds.epoch) return done()
    const until = formatCursor({ epoch: replay.epoch, offset: replay.until })
    if (replay.position >= replay.until) {
      if (!replay.answered) sender.write(session, toReplayFrame({ entries: [] }, replay.from, until, replay.id))
      return done()
    }
    if (replay.position < bounds.first - 1) {
      // The log dropped part of what was promised: the next frame's `from` shows the gap.
      const offset = Math.min(bounds.first - 1, replay.until)
      metrics.streamDropped.inc({ reason: 'lagged' }, offset - replay.position)
      replay.position = offset
      replay.from = formatCursor({ epoch: replay.epoch, offset })
      return true
    }
    const batch = batches.next(replay.view, replay.epoch, replay.position)
    if (batch === undefined) return false
    const entries = batch.entries.filter((entry) => entry.offset <= replay.until)
    replay.position = Math.min(batch.until, replay.until)
    if (entries.length === 0) return true
    // The last frame says that it is the last: its `until` is `subscribed.cursor`.
    const end = formatCursor({ epoch: replay.epoch, offset: replay.position })
    sender.write(session, toReplayFrame({ entries }, replay.from, end, replay.id))
    meter.delivered(session.link.transport, entries.length)
    replay.from = end
    replay.answered = replay.position === replay.until
    return true
  }

  const lag = (session: Session, subscription: Subscription, epoch: string, offset: number, lost: number | null) => {
    const until = formatCursor({ epoch, offset })
    sender.write(session, toOutFrame({ op: 'lagged', from: subscription.chain, until, lost }, until))
    metrics.streamDropped.inc({ reason: 'lagged' }, lost ?? 1)
    subscription.epoch = epoch
    subscription.position = offset
    subscription.chain = until
  }

  const deliver = (session: Session, subscription: Subscription, batch: Batch, now: number) => {
    subscription.position = batch.until
    if (batch.entries.length === 0) return
    const frame = toEventsFrame(batch, subscription.chain)
    sender.write(session, frame, now)
    subscription.chain = frame.id ?? subscription.chain
    meter.delivered(session.link.transport, batch.entries.length)
    meter.sent(session.link.transport, batch, subscription.liveAfter)
  }

  const stepLive = (session: Session, subscription: Subscription, { bounds, now }: Turn): boolean => {
    if (subscription.epoch !== bounds.epoch) {
      // What survived of the former epoch kept its offsets: what this session has read of it does not come again.
      lag(session, subscription, bounds.epoch, Math.min(subscription.position, bounds.begin ?? 0), null)
      return true
    }
    const dropped = bounds.first - 1 - subscription.position
    if (dropped > 0) {
      lag(session, subscription, bounds.epoch, bounds.first - 1, dropped)
      return true
    }
    const batch = batches.next(subscription.view, subscription.epoch, subscription.position)
    if (batch === undefined) return false
    deliver(session, subscription, batch, now)
    return true
  }

  const move = (session: Session, turn: Turn): boolean => {
    const { subscription, link } = session
    if (session.stage !== 'live' || subscription === undefined) return false
    for (let frames = 0; frames < framesPerTurn; frames += 1) {
      const replay = subscription.replays[0]
      // Most sessions of most flushes end here: nothing waits for them, whether their socket is full or not.
      if (replay === undefined && isThrough(subscription, turn.bounds)) return false
      if (!link.ready()) return false
      const moved =
        replay === undefined
          ? stepLive(session, subscription, turn)
          : stepReplay(session, subscription, replay, turn.bounds)
      if (!moved) return false
    }
    return true
  }

  return (bounds) => {
    const turn = { bounds, now: Math.floor(clock.monotonic()) }
    return (session) => move(session, turn)
  }
}

/** One flush as every session of it sees it. */
interface Turn {
  readonly bounds: LogBounds
  readonly now: number
}

const isThrough = ({ epoch, position }: Subscription, bounds: LogBounds): boolean =>
  epoch === bounds.epoch && position >= bounds.head

/** Whether something waits for this session in the log. */
export const isBehind = ({ subscription }: Session, bounds: LogBounds | undefined): boolean =>
  subscription !== undefined &&
  bounds !== undefined &&
  (subscription.replays.length > 0 || !isThrough(subscription, bounds))
