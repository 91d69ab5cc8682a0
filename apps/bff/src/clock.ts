/** The outside things a long-lived part may not reach for by itself. */
export interface Clock {
  /** Wall clock, epoch milliseconds: for stamps, never for durations. */
  now(): number
  /** Monotonic milliseconds: for durations. */
  monotonic(): number
  setTimer(callback: () => void, ms: number): () => void
  /** Milliseconds of processor time this process has had; left out, a span's own length stands for it. */
  worked?(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  worked() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
