import { CLOSE, formatCursor } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'
import type { LogBounds } from '../../log/eventLog.ts'
import type { LiveLimits } from '../limits.ts'
import { isBehind } from './pump.ts'
import { type OutFrame, toOutFrame } from './outFrame.ts'
import type { Sender } from './sender.ts'
import type { Session, Subscription } from './session.ts'

/**
 * Begins a sweep; what it returns looks at every deadline of one session and is called for each in turn. `true` when
 * something waits for the session in the log.
 */
export type Vigil = (bounds: LogBounds | undefined) => (session: Session) => boolean

export interface VigilDeps {
  readonly clock: Clock
  readonly sender: Sender
  readonly limits: LiveLimits
}

export function createVigil({ clock, sender, limits }: VigilDeps): Vigil {
  const watchProgress = (session: Session, now: number, behind: boolean) => {
    const { link } = session
    if (!behind || link.ready()) {
      session.stalledAt = undefined
      return
    }
    const progress = link.progress()
    const moved = progress !== session.progress
    session.progress = progress
    if (moved || session.stalledAt === undefined) {
      session.stalledAt = now
      // A reader that takes bytes is alive, though its pong waits behind what it has not read yet.
      session.pingsOut = 0
      session.pingedAt = now
      return
    }
    if (now - session.stalledAt >= limits.slowReaderMs) sender.drop(session, CLOSE.tooFastOrSlow, 'slow')
  }

  const watchPulse = (session: Session, now: number) => {
    if (session.link.transport !== 'websocket' || now - session.pingedAt < limits.pingIntervalMs) return
    if (session.pingsOut >= limits.missedPongs) return sender.drop(session, CLOSE.timeout, 'dead')
    session.pingsOut += 1
    session.pingedAt = now
    session.link.ping()
  }

  const beat = (session: Session, now: number, toHeartbeat: ToHeartbeat) => {
    const { subscription, link } = session
    if (subscription === undefined || now - session.sentAt < limits.heartbeatMs || !link.ready()) return
    sender.notify(session, toHeartbeat(subscription))
  }

  const watchLive = (session: Session, { bounds, now, toHeartbeat }: Sweep, behind: boolean) => {
    const deadline = session.subscription?.caller.deadline
    if (deadline !== undefined && now >= deadline) {
      return sender.goodbye(session, 'token_expired', CLOSE.unauthorized)
    }
    watchProgress(session, now, behind)
    watchPulse(session, now)
    // No sign of life for what may have stood still: the client leaves for a panel that can read the log.
    if (bounds !== undefined) beat(session, now, toHeartbeat)
  }

  const look = (session: Session, sweep: Sweep): boolean => {
    switch (session.stage) {
      case 'greeting':
      case 'authenticating':
        if (sweep.now - session.openedAt >= limits.helloTimeoutMs) {
          sender.drop(session, CLOSE.timeout, 'hello_timeout')
        }
        return false
      case 'live': {
        const behind = isBehind(session, sweep.bounds)
        watchLive(session, sweep, behind)
        return behind
      }
      case 'closing':
        if (sweep.now - session.closedAt >= limits.terminateAfterCloseMs) session.link.destroy()
        return false
      case 'closed':
        return false
    }
  }

  return (bounds) => {
    const sweep = { bounds, now: clock.monotonic(), toHeartbeat: shareHeartbeats(clock.now()) }
    return (session) => look(session, sweep)
  }
}

/** One sweep as every session of it sees it. */
interface Sweep {
  readonly bounds: LogBounds | undefined
  readonly now: number
  readonly toHeartbeat: ToHeartbeat
}

type ToHeartbeat = (at: Place) => OutFrame
type Place = Pick<Subscription, 'epoch' | 'position'>

/** Sessions at rest stand at the same place: within one sweep their heartbeat is built once. */
function shareHeartbeats(wallNow: number): ToHeartbeat {
  const time = new Date(wallNow).toISOString()
  let last: (Place & { readonly frame: OutFrame }) | undefined
  return ({ epoch, position }) => {
    if (last?.position !== position || last.epoch !== epoch) {
      const cursor = formatCursor({ epoch, offset: position })
      last = { epoch, position, frame: toOutFrame({ op: 'heartbeat', cursor, time }, cursor) }
    }
    return last.frame
  }
}
