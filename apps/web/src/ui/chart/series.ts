/** A colour token of a line, by meaning. Quantiles are one hue in three weights; `c1`… tell kinds apart. */
export type ChartTone = 'q50' | 'q95' | 'q99' | 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'c6' | 'c7' | 'c8'

/** One line of a chart. `null` was not observed: the line breaks and the gap is hatched. */
export interface ChartSeries {
  readonly id: string
  readonly label: string
  readonly tone: ChartTone
  readonly values: readonly (number | null)[]
  /** Dash pattern in px, so that crossing lines differ by more than colour. */
  readonly dash?: readonly number[]
  /** `bar` is for `ComposedChart` alone. */
  readonly look?: 'line' | 'area' | 'bar'
  /** Series of the same stack stand on each other; `ComposedChart` alone. */
  readonly stack?: string
}

/** A line across the chart, or with `to` a band from `value` to it (`Infinity`: all above), with its word. */
export interface ChartThreshold {
  readonly value: number
  readonly to?: number
  readonly label: string
  readonly tone?: 'warn' | 'bad' | 'info'
}

/** What kind of thing happened; each has its icon, word and tone. */
export type AnnotationKind = 'alert' | 'state' | 'ttl' | 'sync' | 'catalogue' | 'upstream' | 'other'

/** A moment worth a vertical line: a state change, a sync, an alert. */
export interface ChartAnnotation {
  /** Epoch milliseconds. */
  readonly at: number
  readonly kind: AnnotationKind
  /** What happened, in a sentence. */
  readonly label: string
  readonly tone?: AnnotationTone
}
export type AnnotationTone = 'bad' | 'warn' | 'info' | 'accent'

/** One observed operation whose trace is known. */
export interface ChartExemplar {
  /** Epoch milliseconds. */
  readonly at: number
  readonly value: number
  readonly traceId: string
}

/** Epoch milliseconds. */
export interface TimeSpan {
  readonly from: number
  readonly to: number
}
