import type { Clock } from '../clock.ts'
import { BOUNDS } from './limits.ts'

export type Verdict = 'ok' | 'fault' | 'neutral'

/**
 * Stops asking an upstream that only fails: five faults in a row open it, one request after the wait tries again, each
 * failed trial doubles the wait. A caller who leaves has said nothing about the upstream, so that counts for neither.
 */
export interface Breaker {
  /** Milliseconds until one may try again; 0: now. */
  waitMs(): number
  /** Takes the right to ask; `false`: it opened meanwhile, or somebody else is trying. */
  enter(): boolean
  /** Once for every request that entered. */
  settle(verdict: Verdict): void
}

export function createBreaker(clock: Pick<Clock, 'monotonic'>): Breaker {
  let faults = 0
  let openUntil: number | undefined
  let openMs: number = BOUNDS.firstOpenMs
  let isTrying = false

  const open = () => {
    openUntil = clock.monotonic() + openMs
    openMs = Math.min(openMs * 2, BOUNDS.longestOpenMs)
  }

  const waitMs = () => {
    if (openUntil === undefined) return 0
    const leftMs = Math.max(0, openUntil - clock.monotonic())
    return isTrying ? Math.max(leftMs, BOUNDS.firstOpenMs) : leftMs
  }

  return {
    waitMs,
    enter() {
      if (waitMs() > 0) return false
      isTrying = openUntil !== undefined
      return true
    },
    settle(verdict) {
      isTrying = false
      if (verdict === 'neutral') return
      if (verdict === 'ok') {
        faults = 0
        openUntil = undefined
        openMs = BOUNDS.firstOpenMs
        return
      }
      faults += 1
      // Those still in the air when it opened add nothing to the wait.
      const isOpen = openUntil !== undefined && clock.monotonic() < openUntil
      if (faults >= BOUNDS.faultsToOpen && !isOpen) open()
    },
  }
}
