export type SpanStatus = 'unset' | 'ok' | 'error'

/** A name and its value as text. */
export type Attribute = readonly [name: string, value: string]

export interface SpanMoment {
  /** From the start of the trace. */
  readonly offsetMs: number
  readonly name: string
  readonly attributes: readonly Attribute[]
}

/** Another span this one refers to, mostly in another trace. */
export interface SpanLink {
  readonly traceId: string
  readonly spanId: string
  readonly attributes: readonly Attribute[]
}

export interface SpanView {
  readonly id: string
  readonly parentId: string
  readonly name: string
  readonly service: string
  /** `server`, `client`, …; empty when not said. */
  readonly kind: string
  readonly status: SpanStatus
  readonly statusMessage: string
  /** From the start of the trace. */
  readonly offsetMs: number
  readonly durationMs: number
  /** Steps below the root; also of a span whose parent is not there: 0. */
  readonly depth: number
  readonly children: number
  readonly attributes: readonly Attribute[]
  readonly resource: readonly Attribute[]
  readonly events: readonly SpanMoment[]
  readonly links: readonly SpanLink[]
}

/** One trace, its spans in the order of a tree drawn from the top. */
export interface TraceView {
  readonly id: string
  readonly name: string
  readonly service: string
  /** Epoch milliseconds. */
  readonly startMs: number
  readonly durationMs: number
  readonly spans: readonly SpanView[]
  /** In order of first appearance; the place gives the colour. */
  readonly services: readonly string[]
  readonly errors: number
  /** Spans whose parent has not arrived, or never was sent. */
  readonly orphans: number
}
