import type { Sampler } from '@opentelemetry/sdk-trace-node'
import { SamplingDecision } from '@opentelemetry/sdk-trace-node'
import type { Clock } from '../clock.ts'

const WINDOW_MS = 1_000

/** Traces that nobody else began: so many a second, so that a flood of events is no flood of spans. */
export function createRootSampler(clock: Pick<Clock, 'monotonic'>, perSecond: number): Sampler {
  let windowAt = Number.NEGATIVE_INFINITY
  let taken = 0
  return {
    shouldSample() {
      const now = clock.monotonic()
      if (now - windowAt >= WINDOW_MS) {
        windowAt = now
        taken = 0
      }
      taken += 1
      return { decision: taken <= perSecond ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD }
    },
    toString: () => `rate(${perSecond}/s)`,
  }
}
