/** Attributes of a span, named after OpenTelemetry's semantic conventions. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

export interface SpanSpec {
  readonly name: string
  readonly kind?: SpanKind
  /** W3C `traceparent` of the parent; without one the span in hand is it, and without that the span is a root. */
  readonly parent?: string | undefined
  /** Other traces this work belongs to. */
  readonly links?: readonly string[]
  readonly attributes?: SpanAttributes
}

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'

/** A span of work that is over. Times are monotonic milliseconds of this process. */
export interface FinishedSpan extends SpanSpec {
  readonly startedAt: number
  readonly endedAt: number
}

/** What the work inside a span may say of it. */
export interface Span {
  /** W3C `traceparent` that makes others its children; `undefined` when nothing is traced. */
  readonly traceparent: string | undefined
  set(attributes: SpanAttributes): void
  /** `at` is monotonic milliseconds. */
  event(name: string, attributes: SpanAttributes, at: number): void
  /** Marks the span as failed; the reason is a code, never a message from the wire. */
  fail(reason: string): void
}

/** Counts since the start: spans ended and sampled, taken by the collector, and given up because it did not take them. */
export interface TracerStats {
  readonly ended: number
  readonly exported: number
  readonly failed: number
}

/** Makes spans; nobody who uses it knows whether they go anywhere. */
export interface Tracer {
  /** `false`: callers may leave out gathering what only a span would need. */
  readonly enabled: boolean
  /** Runs the work as a span; spans and log lines made inside belong to it. */
  run<T>(spec: SpanSpec, work: (span: Span) => Promise<T>): Promise<T>
  /** Records what is over; the value is its `traceparent`. */
  record(span: FinishedSpan): string | undefined
  /** The ids of the span in hand, for log lines. */
  current(): { readonly trace_id: string; readonly span_id: string } | undefined
  stats(): TracerStats
}

const NO_SPAN: Span = { traceparent: undefined, set: () => {}, event: () => {}, fail: () => {} }

/** Traces nothing and costs nothing. */
export const noTracer: Tracer = {
  enabled: false,
  run: (_spec, work) => work(NO_SPAN),
  record: () => undefined,
  current: () => undefined,
  stats: () => ({ ended: 0, exported: 0, failed: 0 }),
}
