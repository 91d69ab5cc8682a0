import type { Clock } from '../clock.ts'

const WINDOW_S = 5

/** Events per second over the last five whole seconds. */
export function createRateMeter(clock: Pick<Clock, 'monotonic'>): { count(events: number): void; perSecond(): number } {
  const buckets = new Map<number, number>()
  const startedAt = clock.monotonic()
  const second = () => Math.floor(clock.monotonic() / 1000)

  return {
    count(events) {
      const at = second()
      buckets.set(at, (buckets.get(at) ?? 0) + events)
      if (buckets.size > WINDOW_S + 1) forgetBefore(at - WINDOW_S)
    },
    perSecond() {
      const at = second()
      const seconds = Math.min(WINDOW_S, Math.max(1, Math.floor((clock.monotonic() - startedAt) / 1000)))
      let total = 0
      for (const [bucket, events] of buckets) if (bucket >= at - seconds && bucket < at) total += events
      return total / seconds
    },
  }

  function forgetBefore(oldest: number): void {
    for (const bucket of buckets.keys()) if (bucket < oldest) buckets.delete(bucket)
  }
}
