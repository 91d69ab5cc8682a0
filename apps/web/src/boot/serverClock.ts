/** Below this the `Date` header's whole seconds and the way back explain the difference. */
const TOLERANCE_MS = 2_000

/** The browser's clock, moved to the server's when they differ: a wrong clock must not make values look old. */
export function createServerClock(now: () => number) {
  let offset = 0
  return {
    now: () => now() + offset,
    /** Takes what the server's clock said just now, epoch ms. */
    correct: (serverNow: number) => {
      const difference = serverNow - now()
      offset = Math.abs(difference) <= TOLERANCE_MS ? 0 : difference
    },
  }
}
