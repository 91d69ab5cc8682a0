/** The outside things a long-lived part may not reach for by itself. */
export interface Clock {
  /** Wall clock, epoch milliseconds: for stamps, never for durations. */
  now(): number
  /** Monotonic milliseconds: for durations. */
  monotonic(): number
  setTimer(callback: () => void, ms: number): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
