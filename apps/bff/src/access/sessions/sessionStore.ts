import type { Caller } from '@nobet/domain/access'

/** Sessions of one user at a time; one more ends the oldest. */
export const SESSIONS_PER_USER = 16
export const SESSIONS_MAX = 10_000

/** What a session remembers: who came, never the token they came with. */
export type SessionCaller = Omit<Caller, 'deadline' | 'session'>

export type OpenOutcome = { readonly kind: 'opened' } | { readonly kind: 'full' }

/**
 * Keeps sessions by a hash of their cookie. Life is counted in elapsed time, so a moved wall clock ends none. Bounded by
 * {@link SESSIONS_MAX} and {@link SESSIONS_PER_USER}.
 */
export interface SessionStore {
  open(key: string, caller: SessionCaller, lifeMs: number): Promise<OpenOutcome>
  /** With the milliseconds it still has; `undefined` when it is over. */
  read(key: string): Promise<{ readonly caller: SessionCaller; readonly leftMs: number } | undefined>
  end(key: string): Promise<void>
  /** Told of every session ended before its time, on whichever replica that happened. */
  onEnded(listener: (key: string) => void): () => void
  stop(): void
}
