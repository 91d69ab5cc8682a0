export type Labels = Readonly<Record<string, string>>

/** One bucket of a native histogram: how many values lay between two bounds. */
export interface Bucket {
  readonly from: string
  readonly to: string
  readonly count: number
}

export interface Histogram {
  readonly count: number
  readonly sum: number
  readonly buckets: readonly Bucket[]
}

/** Epoch ms and a figure, which may be NaN or ±Infinity. */
export type Point = readonly [at: number, value: number]

/** One line of a range, or one row of an instant (then with one point or one histogram). */
export interface Series {
  readonly labels: Labels
  readonly points: readonly Point[]
  /** Of a native histogram: its newest state; such a series has no points. */
  readonly histogram?: { readonly at: number; readonly value: Histogram }
}

/** What Prometheus said, in our own form. `total`: how many series it sent, of which `series` holds the first. */
export type Answer = {
  readonly notes: readonly Note[]
} & (
  | { readonly kind: 'matrix' | 'vector'; readonly series: readonly Series[]; readonly total: number }
  | { readonly kind: 'scalar'; readonly at: number; readonly value: number }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
)

/** A remark of Prometheus on an answer that it gave all the same. */
export interface Note {
  readonly kind: 'warning' | 'info'
  readonly text: string
}
