/** The outside time a link may not reach for by itself; `fakeClock()` of the test kit fits. */
export interface Clock {
  /** Wall clock, epoch milliseconds: for stamps, never for durations. */
  now(): number
  /** Monotonic milliseconds: for durations. */
  monotonic(): number
  /** Runs `callback` once after `ms`; the answer cancels it. */
  setTimer(callback: () => void, ms: number): () => void
}

/** The clock of the browser or of Node. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
