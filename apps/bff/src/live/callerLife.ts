import type { Caller } from '@nobet/domain/access'
import type { Clock } from '../clock.ts'

/** Tells of sessions that ended before their time; the answer takes the listener off. */
export type OnSessionEnd = (listener: (session: string) => void) => () => void

export interface CallerLife {
  /** Falls when the session of the caller ends. */
  readonly signal: AbortSignal
  /** Milliseconds the caller still has by its token. */
  leftMs(): number
  over(): boolean
  release(): void
}

/** How long an answer may be held for a caller: a waiting request must not outlive the right to it. */
export function watchCaller(
  { deadline, session }: Caller,
  { clock, onSessionEnd }: { readonly clock: Pick<Clock, 'monotonic'>; readonly onSessionEnd: OnSessionEnd },
): CallerLife {
  const ended = new AbortController()
  const leftMs = () => (deadline === undefined ? Number.POSITIVE_INFINITY : deadline - clock.monotonic())
  const release =
    session === undefined ? () => {} : onSessionEnd((over) => (over === session ? ended.abort() : undefined))
  return { signal: ended.signal, leftMs, over: () => ended.signal.aborted || leftMs() <= 0, release }
}
