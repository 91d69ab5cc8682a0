import { type ReadableSpan, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace-node'
import type { TracerStats } from './tracer.ts'

const SUCCESS = 0

/** Counts what becomes of every span: nothing is lost in silence, and nothing is kept to avoid losing it. */
export function createCountingExporter(exporter: SpanExporter) {
  const counts = { ended: 0, exported: 0, failed: 0 }
  const counter: SpanProcessor = {
    onStart: () => {},
    onEnd: () => void (counts.ended += 1),
    forceFlush: async () => {},
    shutdown: async () => {},
  }
  return {
    counter,
    stats: (): TracerStats => ({ ...counts }),
    export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]) {
      exporter.export(spans, (result) => {
        counts[result.code === SUCCESS ? 'exported' : 'failed'] += spans.length
        done(result)
      })
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  } satisfies SpanExporter & { counter: SpanProcessor; stats: () => TracerStats }
}
