/** A colour token of a line, by meaning. Quantiles are one hue in three weights; `c1`… tell kinds apart. */
export type ChartTone = 'q50' | 'q95' | 'q99' | 'c1' | 'c2' | 'c3' | 'c4'

/** One line of a chart. `null` was not observed: the line breaks and the gap is hatched. */
export interface ChartSeries {
  readonly id: string
  readonly label: string
  readonly tone: ChartTone
  readonly values: readonly (number | null)[]
  /** Dash pattern in px, so that crossing lines differ by more than colour. */
  readonly dash?: readonly number[]
  readonly look?: 'line' | 'area'
}

/** A moment worth a vertical line: a state change, a restart. */
export interface ChartMark {
  /** Epoch milliseconds. */
  readonly at: number
  readonly label: string
  readonly tone: 'bad' | 'warn' | 'info' | 'accent'
}

/** Stretches in which no series has a value, as index pairs of the observed neighbours. */
export function findGaps(series: readonly ChartSeries[], length: number): readonly (readonly [number, number])[] {
  const seen = (index: number) => series.some((one) => one.values[index] !== null && one.values[index] !== undefined)
  const gaps: [number, number][] = []
  let open = -1
  for (let index = 0; index < length; index += 1) {
    if (!seen(index) && open < 0) open = index
    if (seen(index) && open >= 0) {
      gaps.push([Math.max(0, open - 1), index])
      open = -1
    }
  }
  if (open >= 0) gaps.push([Math.max(0, open - 1), length - 1])
  return gaps
}
