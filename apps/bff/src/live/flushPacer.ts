import type { Clock } from '../clock.ts'

const INTERVAL_MAX_MS = 33
/** Full rest after a flush, in lengths of that flush. */
const REST_PER_COST = 2
/** Share of the time spent flushing: below the first there is no rest, from the second on the full one. */
const IDLE_SHARE = 0.25
const BUSY_SHARE = 0.5
const SMOOTHING = 0.3
const TINY_MS = 0.001

export interface FlushPacer {
  /** Asks for a flush: at once when idle, else as soon as the present interval has passed. */
  request(): void
  intervalMs(): number
  stop(): void
}

/**
 * Work-conserving coalescing: flushes what gathered while the last flush ran. The minimum interval is 0 while flushing
 * takes little of the time, however long one flush is, and grows to 33 ms with load. What a flush takes is told in
 * processor time: on a busy machine the wait for a core is no reason to wait longer.
 */
export function createFlushPacer(
  clock: Clock,
  flush: () => void,
  defer: (callback: () => void) => void = setImmediate,
): FlushPacer {
  const workedMs = () => clock.worked?.() ?? clock.monotonic()
  let requested = false
  let stopped = false
  let startedAt = Number.NEGATIVE_INFINITY
  let endedAt = Number.NEGATIVE_INFINITY
  let last = 0
  let cost = 0
  let share = 0
  let cancelTimer: (() => void) | undefined

  const intervalMs = () => {
    const load = Math.min(1, Math.max(0, (share - IDLE_SHARE) / (BUSY_SHARE - IDLE_SHARE)))
    return Math.min(INTERVAL_MAX_MS, cost * REST_PER_COST * load)
  }

  const run = () => {
    if (stopped) return
    cancelTimer = undefined
    requested = false
    const since = startedAt
    startedAt = clock.monotonic()
    // Of the turn that ends here, what its flush took; a first turn has none behind it.
    const flushed = Number.isFinite(since) ? Math.min(1, last / Math.max(startedAt - since, TINY_MS)) : 0
    share += SMOOTHING * (flushed - share)
    const worked = workedMs()
    flush()
    last = workedMs() - worked
    endedAt = clock.monotonic()
    cost += SMOOTHING * (last - cost)
  }

  return {
    request() {
      if (requested || stopped) return
      requested = true
      const restMs = endedAt + intervalMs() - clock.monotonic()
      if (restMs <= 0) defer(run)
      else cancelTimer = clock.setTimer(run, restMs)
    },
    intervalMs,
    stop() {
      stopped = true
      cancelTimer?.()
    },
  }
}
