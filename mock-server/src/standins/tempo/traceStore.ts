import type { Span } from './span.ts'

/** What the stand-in holds at most; past a bound the oldest trace goes, and is counted. */
export const TRACE_BOUNDS = {
  traces: 20_000,
  bytes: 128 * 1024 * 1024,
  ageMs: 2 * 60 * 60_000,
  spansPerTrace: 20_000,
} as const
export type TraceBounds = { readonly [K in keyof typeof TRACE_BOUNDS]: number }

/** A rough price of one span's objects beside the text it came as. */
const SPAN_OVERHEAD_BYTES = 512

export interface Trace {
  id: string
  spans: Span[]
  startNs: bigint
  endNs: bigint
  bytes: number
  arrivedMs: number
}

export interface TraceStore {
  /** Takes spans of any traces; returns how many were refused because their trace was full. */
  add(spans: readonly Span[], bytes: number): number
  get(id: string): Trace | undefined
  /** Newest start first. */
  list(): Trace[]
  /** Traces dropped at a bound since the start. */
  dropped(): number
}

export function createTraceStore(now: () => number, bounds: TraceBounds = TRACE_BOUNDS): TraceStore {
  // In order of arrival, which is the order of leaving.
  const traces = new Map<string, Trace>()
  let bytes = 0
  let dropped = 0

  const drop = (trace: Trace) => {
    traces.delete(trace.id)
    bytes -= trace.bytes
    dropped += 1
  }
  const trim = () => {
    const oldestMs = now() - bounds.ageMs
    for (const trace of traces.values()) {
      if (traces.size <= bounds.traces && bytes <= bounds.bytes && trace.arrivedMs >= oldestMs) return
      drop(trace)
    }
  }
  const open = (span: Span): Trace => {
    const { traceId: id, startNs, endNs } = span
    const trace = traces.get(id) ?? { id, spans: [], startNs, endNs, bytes: 0, arrivedMs: now() }
    traces.set(id, trace)
    return trace
  }

  return {
    add(spans, given) {
      let refused = 0
      const each = given / Math.max(1, spans.length) + SPAN_OVERHEAD_BYTES
      for (const span of spans) {
        const trace = open(span)
        if (trace.spans.length >= bounds.spansPerTrace) {
          refused += 1
          continue
        }
        trace.spans.push(span)
        if (span.startNs < trace.startNs) trace.startNs = span.startNs
        if (span.endNs > trace.endNs) trace.endNs = span.endNs
        trace.bytes += each
        bytes += each
      }
      trim()
      return refused
    },
    get(id) {
      trim()
      return traces.get(id)
    },
    list() {
      trim()
      return [...traces.values()].toSorted((a, b) => Number(b.startNs - a.startNs))
    },
    dropped: () => dropped,
  }
}
