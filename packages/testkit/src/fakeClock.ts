const MAX_TIMERS_PER_ADVANCE = 100_000
const DEFAULT_START = Date.UTC(2026, 10, 22, 17, 0, 0)

/** The shape the product's `Clock` has, with the hands in the test's power. */
export interface FakeClock {
  now(): number
  monotonic(): number
  setTimer(callback: () => void, ms: number): () => void
  /** Moves time on by `ms`, runs each timer that comes due at its own moment, and lets promises settle between them. */
  advance(ms: number): Promise<void>
  /** Moves the wall clock alone, as an NTP correction or a sleeping laptop does. */
  shiftWall(ms: number): void
  /** Timers set and neither fired nor cancelled: zero after a clean stop. */
  pendingTimers(): number
}

interface Timer {
  readonly dueAt: number
  readonly callback: () => void
}

/** A clock that stands still until told to move. `startAt` is epoch milliseconds. */
export function fakeClock(startAt: number = DEFAULT_START): FakeClock {
  let wall = startAt
  let elapsed = 0
  const timers = new Set<Timer>()

  const moveTo = (at: number) => {
    wall += at - elapsed
    elapsed = at
  }

  return {
    now: () => wall,
    monotonic: () => elapsed,
    setTimer(callback, ms) {
      const timer = { dueAt: elapsed + Math.max(0, ms), callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async advance(ms) {
      const until = elapsed + ms
      await settle()
      for (let ran = 0; ran < MAX_TIMERS_PER_ADVANCE; ran += 1) {
        const timer = earliestDue(timers, until)
        if (timer === undefined) return moveTo(until)
        timers.delete(timer)
        moveTo(timer.dueAt)
        timer.callback()
        await settle()
      }
      throw new Error(`more than ${MAX_TIMERS_PER_ADVANCE} timers in one advance: a timer re-arms itself with no delay`)
    },
    shiftWall(ms) {
      wall += ms
    },
    pendingTimers: () => timers.size,
  }
}

/** Sets keep insertion order, so of two timers due together the older one runs first. */
function earliestDue(timers: ReadonlySet<Timer>, until: number): Timer | undefined {
  let earliest: Timer | undefined
  for (const timer of timers) {
    if (timer.dueAt <= until && (earliest === undefined || timer.dueAt < earliest.dueAt)) earliest = timer
  }
  return earliest
}

// Taken at load, so that a test which fakes the global timers as well cannot stall the clock.
const realSetTimeout = globalThis.setTimeout
const realSetImmediate: ((callback: () => void) => void) | undefined = globalThis.setImmediate

/** One turn of the event loop: every promise that can settle has settled. */
const settle = () =>
  new Promise<void>((resolve) => {
    if (realSetImmediate) realSetImmediate(resolve)
    else realSetTimeout(resolve, 0)
  })
