import { Counter } from 'prom-client'
import type { Metrics } from '../metrics/metrics.ts'
import type { Tracer } from './tracer.ts'

/** `nobet_spans_total{outcome}`: what ended is either exported, failed, or still waiting (or was dropped from the full queue). */
export function countSpans({ registry }: Pick<Metrics, 'registry'>, tracer: Tracer): void {
  if (!tracer.enabled) return
  const counter: Counter<'outcome'> = new Counter({
    name: 'nobet_spans_total',
    help: 'Spans of the panel itself: ended, taken by the collector, given up',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      counter.reset()
      for (const [outcome, count] of Object.entries(tracer.stats())) counter.inc({ outcome }, count)
    },
  })
}
