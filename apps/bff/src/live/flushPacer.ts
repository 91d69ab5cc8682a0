import type { Clock } from '../clock.ts'

const INTERVAL_MAX_MS = 33
/** Flushes shorter than this are not worth gathering for. */
const FREE_FLUSH_MS = 1
/** Rest after a flush, in lengths of that flush: the hub takes at most about 2/5 of a busy core. */
const REST_PER_COST = 1.5
const SMOOTHING = 0.3

export interface FlushPacer {
  /** Asks for a flush: at once when idle, else as soon as the present interval has passed. */
  request(): void
  intervalMs(): number
  stop(): void
}

/**
 * Work-conserving coalescing: flushes what gathered while the last flush ran; the minimum interval grows from 0 to
 * 33 ms with what a flush costs.
 */
export function createFlushPacer(
  clock: Clock,
  flush: () => void,
  defer: (callback: () => void) => void = setImmediate,
): FlushPacer {
  let requested = false
  let stopped = false
  let endedAt = Number.NEGATIVE_INFINITY
  let cost = 0
  let cancelTimer: (() => void) | undefined
  const intervalMs = () => (cost < FREE_FLUSH_MS ? 0 : Math.min(INTERVAL_MAX_MS, cost * REST_PER_COST))

  const run = () => {
    if (stopped) return
    cancelTimer = undefined
    requested = false
    const startedAt = clock.monotonic()
    flush()
    endedAt = clock.monotonic()
    cost += SMOOTHING * (endedAt - startedAt - cost)
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
