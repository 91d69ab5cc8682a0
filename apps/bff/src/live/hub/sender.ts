import { CLOSE, type ServerFrame } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'
import type { DROP_REASONS, Metrics } from '../../metrics/metrics.ts'
import type { LiveLimits } from '../limits.ts'
import { type OutFrame, toOutFrame } from './outFrame.ts'
import type { Session } from './session.ts'

export type DropReason = Exclude<(typeof DROP_REASONS)[number], 'lagged'>

/** Writes to sessions and ends them: the one place that does either. */
export interface Sender {
  /** `now` in whole milliseconds is the caller's own look at the clock: a flush looks once for all its sessions. */
  write(session: Session, frame: OutFrame, now?: number): void
  /** Answers and notices. A client that does not take them is dropped as slow, so they never pile up. */
  say(session: Session, frame: ServerFrame): void
  /** The same for a frame that many sessions are told. */
  notify(session: Session, frame: OutFrame): void
  /** Says why, closes, and is destroyed by the sweep when the close frame cannot pass. */
  goodbye(session: Session, reason: 'draining' | 'token_expired' | 'replaced', code: number): void
  close(session: Session, code: number, reason: string): void
  /** Closes and counts a session that broke a rule. */
  drop(session: Session, code: number, reason: DropReason): void
}

export interface SenderDeps {
  readonly clock: Clock
  readonly random: () => number
  readonly metrics: Metrics
  readonly limits: LiveLimits
}

export function createSender({ clock, random, metrics, limits }: SenderDeps): Sender {
  const isOpen = (session: Session) => session.stage !== 'closing' && session.stage !== 'closed'

  const write = (session: Session, frame: OutFrame, now = Math.floor(clock.monotonic())) => {
    if (!isOpen(session)) return
    session.sentAt = now
    session.link.write(frame)
  }

  const close = (session: Session, code: number, reason: string) => {
    if (!isOpen(session)) return
    session.stage = 'closing'
    session.closedAt = clock.monotonic()
    session.waiting = []
    session.link.close(code, reason)
  }

  const drop = (session: Session, code: number, reason: DropReason) => {
    if (!isOpen(session)) return
    metrics.streamDropped.inc({ reason })
    close(session, code, reason)
  }

  const notify = (session: Session, frame: OutFrame) => {
    if (session.link.pending() > limits.controlBytes) return drop(session, CLOSE.tooFastOrSlow, 'slow')
    write(session, frame)
  }

  return {
    write,
    notify,
    close,
    drop,
    say: (session, frame) => notify(session, toOutFrame(frame)),
    goodbye(session, reason, code) {
      const retryAfterMs = Math.round(random() * limits.retryAfterMaxMs)
      write(session, toOutFrame({ op: 'goodbye', reason, retryAfterMs }))
      close(session, code, reason)
    },
  }
}
