import type { LogEntry } from '../log/eventLog.ts'
import type { Tracer } from './tracer.ts'
import { readTraceparent } from './traceparent.ts'

/** Of one flush so many traces get their `send`, the rest are only counted. */
const TRACES_MAX = 32
/** A popular event is painted by hundreds of browsers: its trace tells of the first of them. */
const READERS_MAX = 4
/** Events whose readers are remembered. */
const READ_MAX = 1_000

export interface FlushSpans {
  /** Live events that a flush sent for the first time. */
  sent(entries: readonly LogEntry[], at: number): void
  /** Ends the spans of this flush, if it sent anything that is traced. `at` is monotonic milliseconds. */
  flushed(at: number, deliveries: number): void
  /** Places what a browser reported on the server's clock, as children of the event's own span. */
  received(entry: LogEntry, times: ReceivedTimes): void
}

/** Monotonic milliseconds of this process. */
export interface ReceivedTimes {
  readonly receivedAt: number
  readonly paintedAt: number
  readonly transport: string
}

/** In the trace of each sampled event: one `send` for its flush, not one a client, and `receive` and `paint` of a few receipts. */
export function createFlushSpans(tracer: Tracer): FlushSpans {
  const traces = new Set<string>()
  const readers = new Map<string, number>()
  let startedAt: number | undefined
  let events = 0

  return {
    sent(entries, at) {
      if (!tracer.enabled) return
      for (const { event } of entries) {
        if (!isSampled(event.traceparent)) continue
        events += 1
        startedAt ??= at
        if (traces.size < TRACES_MAX) traces.add(event.traceparent)
      }
    },
    flushed(at, deliveries) {
      if (startedAt === undefined) return
      const attributes = {
        ...operation('send'),
        'messaging.batch.message_count': events,
        'nobet.stream.deliveries': deliveries,
      }
      for (const parent of traces)
        tracer.record({ name: 'send events', kind: 'producer', parent, attributes, startedAt, endedAt: at })
      traces.clear()
      startedAt = undefined
      events = 0
    },
    received({ event, cursor, appendedAt }, { receivedAt, paintedAt, transport }) {
      if (!tracer.enabled || !isSampled(event.traceparent) || !isEarly(cursor)) return
      const about = { 'messaging.message.id': event.id, 'nobet.cursor': cursor, 'nobet.transport': transport }
      const parent = tracer.record({
        name: 'receive events',
        kind: 'consumer',
        parent: event.traceparent,
        attributes: { ...operation('receive'), ...about },
        startedAt: Math.min(appendedAt, receivedAt),
        endedAt: receivedAt,
      })
      tracer.record({
        name: 'paint events',
        kind: 'consumer',
        parent,
        attributes: { ...operation('process'), ...about },
        startedAt: receivedAt,
        endedAt: paintedAt,
      })
    },
  }

  /** Whether few have read this event before; remembers that one more has. */
  function isEarly(cursor: string): boolean {
    const before = readers.get(cursor) ?? 0
    if (before >= READERS_MAX) return false
    readers.set(cursor, before + 1)
    const [oldest] = readers.keys()
    if (readers.size > READ_MAX && oldest !== undefined) readers.delete(oldest)
    return true
  }
}

const isSampled = (traceparent: string | undefined): traceparent is string =>
  readTraceparent(traceparent)?.sampled === true

const operation = (name: string) => ({
  'messaging.system': 'nobet',
  'messaging.destination.name': 'events',
  'messaging.operation.name': name,
  'messaging.operation.type': name,
})
