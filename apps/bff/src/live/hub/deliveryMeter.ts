import type { Clock } from '../../clock.ts'
import type { LogEntry } from '../../log/eventLog.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import { createFlushSpans } from '../../telemetry/flushSpans.ts'
import { noTracer, type Tracer } from '../../telemetry/tracer.ts'
import type { Batch } from './batches.ts'
import type { Transport } from './link.ts'

/** Durations a browser reports that cannot be: longer than the event is old, with room for rounding. */
const CLOCK_SLACK_MS = 50

export interface DeliveryMeter {
  delivered(transport: Transport, events: number): void
  /** Measures the `send` stage once a batch, by its oldest live event: its slowest. */
  sent(transport: Transport, batch: Batch, liveAfter: number): void
  /** Places the browser's two durations on the server's clock; `false` when they cannot be true. */
  received(transport: Transport, entry: LogEntry, receipt: Receipt): boolean
  /** Counts what gathered since the last call. */
  flush(): void
}

export interface Receipt {
  readonly sentMs: number
  readonly paintedMs: number
  readonly rttMs: number
  /** When the receipt came in, monotonic milliseconds: finding its event in the log takes time too. */
  readonly heardAt: number
}

/** Delivery figures gathered cheaply: counters move once a flush, histograms once a batch. */
export function createDeliveryMeter(clock: Clock, metrics: Metrics, tracer: Tracer = noTracer): DeliveryMeter {
  const counts: Record<Transport, number> = { websocket: 0, sse: 0 }
  const spans = createFlushSpans(tracer)

  const observe = (transport: Transport, stage: string, entry: LogEntry, ms: number) => {
    const traceId = entry.event.traceparent?.split('-')[1]
    metrics.eventDelivery.observe({
      labels: { transport, stage },
      value: ms / 1000,
      ...(traceId === undefined ? {} : { exemplarLabels: toExemplar(traceId) }),
    })
  }

  return {
    delivered(transport, events) {
      counts[transport] += events
    },
    sent(transport, batch, liveAfter) {
      if (batch.measured.has(transport)) return
      const [oldest] = batch.entries
      if (oldest === undefined || oldest.offset <= liveAfter) return
      batch.measured.add(transport)
      const at = clock.monotonic()
      observe(transport, 'send', oldest, at - oldest.appendedAt)
      spans.sent(batch.entries, at)
    },
    received(transport, entry, { sentMs, paintedMs, rttMs, heardAt }) {
      const age = heardAt - entry.appendedAt
      // The socket event lies `sentMs` and half a round trip before now; paint follows it on the browser's own clock.
      const receivedMs = age - sentMs - rttMs / 2
      if (receivedMs < -CLOCK_SLACK_MS || paintedMs > sentMs + CLOCK_SLACK_MS) return false
      const receive = Math.max(0, receivedMs)
      observe(transport, 'receive', entry, receive)
      observe(transport, 'paint', entry, receive + paintedMs)
      const receivedAt = entry.appendedAt + receive
      spans.received(entry, { receivedAt, paintedAt: receivedAt + paintedMs, transport })
      return true
    },
    flush() {
      if (tracer.enabled) spans.flushed(clock.monotonic(), counts.websocket + counts.sse)
      for (const transport of ['websocket', 'sse'] satisfies Transport[]) {
        if (counts[transport] === 0) continue
        metrics.streamDeliveries.inc({ transport }, counts[transport])
        counts[transport] = 0
      }
    },
  }
}

/** `trace_id` is what Grafana looks for; the library types an exemplar's labels as if they were the metric's own. */
const toExemplar = (traceId: string): Record<string, string> => ({ trace_id: traceId })
