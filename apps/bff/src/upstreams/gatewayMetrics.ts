import type { Metrics } from '../metrics/metrics.ts'
import type { UpstreamId, UpstreamOutcome } from './gateway.ts'

export type CacheResult = 'hit' | 'miss' | 'stale' | 'coalesced'

/** Counts what was asked of whom and what the caches spared. */
export interface UpstreamMeter {
  asked(upstream: UpstreamId, outcome: UpstreamOutcome['kind'], seconds: number): void
  cached(upstream: UpstreamId, result: CacheResult): void
}

type Counted = Pick<Metrics, 'upstreamSeconds' | 'upstreamCache'>

/** Label sets are looked up once: this runs for every request. */
export function createUpstreamMeter({ upstreamSeconds, upstreamCache }: Counted): UpstreamMeter {
  const counters = new Map<string, ReturnType<typeof upstreamCache.labels>>()
  return {
    asked: (upstream, outcome, seconds) => upstreamSeconds.observe({ upstream, outcome }, seconds),
    cached(upstream, result) {
      const key = `${upstream}:${result}`
      const counter = counters.get(key) ?? upstreamCache.labels(upstream, result)
      counters.set(key, counter)
      counter.inc()
    },
  }
}
