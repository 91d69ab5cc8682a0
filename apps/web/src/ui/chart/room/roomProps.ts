import type { ChartAnnotation, ChartExemplar, ChartSeries, ChartThreshold, TimeSpan } from '../series.ts'
import type { ChartUnit } from '../units.ts'

/** What every chart takes, whatever draws it. */
export interface ChartProps {
  /** What the chart shows, in a sentence; read aloud. */
  readonly label: string
  /** Names the files that are saved; else `label`. */
  readonly title?: string
  readonly series: readonly ChartSeries[]
  readonly unit?: ChartUnit
  /** Height of the drawing with its axis, px. */
  readonly height?: number
  readonly thresholds?: readonly ChartThreshold[]
  readonly annotations?: readonly ChartAnnotation[]
  readonly exemplars?: readonly ChartExemplar[]
  readonly onExemplar?: (traceId: string) => void
  /** Charts with the same key move their cursors together. */
  readonly syncKey?: string
  /** A range was chosen by dragging or by keys; `undefined`: back to the one before. */
  readonly onRange?: (span: TimeSpan | undefined) => void
}

export interface TimeAxisProps {
  /** Epoch milliseconds, ascending; one for each value. */
  readonly times: readonly number[]
  /** What the axis shows. */
  readonly range: TimeSpan
  /** How far apart the points should be, ms: a longer distance is a gap. Absent: gaps are where the values say so. */
  readonly stepMs?: number
}
