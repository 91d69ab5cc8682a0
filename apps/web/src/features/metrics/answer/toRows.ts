import type { Run } from '../ask/useRuns.ts'
import { toRef } from '../links.ts'
import type { Histogram, Labels, Point } from './answer.ts'

/** One row of the table: a series with its newest value, and over a range also what lay between. */
export interface Row {
  readonly key: string
  readonly ref: string
  readonly labels: Labels
  /** Epoch ms of `last`. */
  readonly at: number | null
  readonly last: number | null
  readonly min: number | null
  readonly max: number | null
  readonly mean: number | null
  readonly points: number
  readonly histogram: Histogram | undefined
  /** A string is an answer too. */
  readonly text: string | undefined
}

const BLANK = {
  at: null,
  last: null,
  min: null,
  max: null,
  mean: null,
  points: 0,
  histogram: undefined,
  text: undefined,
}

/** Every series of every answer as a row, in Prometheus' own order. */
export const toRows = (runs: readonly (Run | undefined)[]): readonly Row[] =>
  runs.flatMap((run, at) => (run === undefined ? [] : toRunRows(run, toRef(at))))

function toRunRows({ answer }: Run, ref: string): readonly Row[] {
  if (answer.kind === 'string') return [{ ...BLANK, key: ref, ref, labels: {}, at: answer.at, text: answer.value }]
  if (answer.kind === 'scalar')
    return [{ ...BLANK, key: ref, ref, labels: {}, at: answer.at, last: answer.value, points: 1 }]
  return answer.series.map(({ labels, points, histogram }, index) => {
    const row = { ...BLANK, key: `${ref}${index}`, ref, labels, ...toFigures(points) }
    return histogram === undefined ? row : { ...row, at: histogram.at, histogram: histogram.value, points: 1 }
  })
}

/** NaN and the infinite count as points; least, greatest and mean are of the finite ones. */
function toFigures(points: readonly Point[]): Pick<Row, 'at' | 'last' | 'min' | 'max' | 'mean' | 'points'> {
  let [min, max, sum, count] = [Infinity, -Infinity, 0, 0]
  for (const [, value] of points) {
    if (!Number.isFinite(value)) continue
    min = Math.min(min, value)
    max = Math.max(max, value)
    sum += value
    count += 1
  }
  const [at = null, last = null] = points.at(-1) ?? []
  const some = count > 0
  return {
    at,
    last,
    points: points.length,
    min: some ? min : null,
    max: some ? max : null,
    mean: some ? sum / count : null,
  }
}
