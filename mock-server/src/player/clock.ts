/** The outside time a player lives in; the product's clock and the test kit's fake one both fit. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs the callback once after `ms` real milliseconds; the answer cancels. */
  setTimer(callback: () => void, ms: number): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
