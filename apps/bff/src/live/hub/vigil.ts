import { CLOSE, formatCursor } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'
import type { LogBounds } from '../../log/eventLog.ts'
import type { LiveLimits } from '../limits.ts'
import { isBehind } from './pump.ts'
import type { Sender } from './sender.ts'
import type { Session } from './session.ts'

/** Looks at every deadline of one session: called for each in turn by the hub's sweep. */
export type Vigil = (session: Session, bounds: LogBounds | undefined) => void

export interface VigilDeps {
  readonly clock: Clock
  readonly sender: Sender
  readonly limits: LiveLimits
}

export function createVigil({ clock, sender, limits }: VigilDeps): Vigil {
  const watchProgress = (session: Session, now: number, behind: boolean) => {
    const { link } = session
    const progress = link.progress()
    const moved = progress !== session.progress
    session.progress = progress
    if (link.ready() || !behind) {
      session.stalledAt = undefined
      return
    }
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

  const beat = (session: Session, now: number) => {
    const { subscription, link } = session
    if (subscription === undefined || now - session.sentAt < limits.heartbeatMs || !link.ready()) return
    const cursor = formatCursor({ epoch: subscription.epoch, offset: subscription.position })
    sender.say(session, { op: 'heartbeat', cursor, time: new Date(clock.now()).toISOString() })
  }

  return (session, bounds) => {
    const now = clock.monotonic()
    switch (session.stage) {
      case 'greeting':
      case 'authenticating':
        if (now - session.openedAt >= limits.helloTimeoutMs) sender.drop(session, CLOSE.timeout, 'hello_timeout')
        return
      case 'live': {
        const expiresAt = session.subscription?.caller.expiresAt
        if (expiresAt !== undefined && clock.now() >= expiresAt) {
          return sender.goodbye(session, 'token_expired', CLOSE.unauthorized)
        }
        watchProgress(session, now, isBehind(session, bounds))
        watchPulse(session, now)
        return beat(session, now)
      }
      case 'closing':
        if (now - session.closedAt >= limits.terminateAfterCloseMs) session.link.destroy()
        return
      case 'closed':
    }
  }
}
