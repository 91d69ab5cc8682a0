import type { Clock } from '../../clock.ts'
import type { EventLog } from '../../log/eventLog.ts'

export interface WaitDeps {
  readonly log: EventLog
  readonly clock: Clock
  readonly waits: number
}

/** Long polls that stand and wait. */
export interface Waits {
  /** `true` at the next change of the log; `false` after `ms`, when the caller leaves, or when none may wait. */
  forChange(ms: number, signal: AbortSignal): Promise<boolean>
  readonly size: number
  release(): void
}

/** Bounded by `waits`: one too many is answered at once instead of waiting. */
export function createWaits({ log, clock, waits }: WaitDeps): Waits {
  const waiting = new Set<() => void>()
  let released = false

  return {
    async forChange(ms, signal) {
      if (released || signal.aborted || waiting.size >= waits) return false
      return await new Promise<boolean>((resolve) => {
        const end = (changed: boolean) => {
          waiting.delete(giveUp)
          leave()
          cancelTimer()
          signal.removeEventListener('abort', giveUp)
          resolve(changed)
        }
        const giveUp = () => end(false)
        const leave = log.onChange(() => end(true))
        const cancelTimer = clock.setTimer(giveUp, ms)
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.add(giveUp)
      })
    },
    get size() {
      return waiting.size
    },
    release() {
      released = true
      for (const giveUp of waiting) giveUp()
    },
  }
}
