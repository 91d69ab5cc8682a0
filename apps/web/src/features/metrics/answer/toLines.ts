import { dashOf, toneOf } from '../../../ui/chart/looks.ts'
import type { ChartSeries } from '../../../ui/chart/series.ts'
import type { Run } from '../ask/useRuns.ts'
import { toRef } from '../links.ts'
import type { Series } from './answer.ts'
import { toSeriesName } from './readAnswer.ts'

/** More lines than this cannot be told apart, and cost a second to draw. */
export const LINES_MAX = 50

export interface Lines {
  /** Epoch ms, ascending, one for each value of each line. */
  readonly times: readonly number[]
  readonly series: readonly ChartSeries[]
  /** All that could have been drawn; more than `series` when bounded. */
  readonly total: number
  /** Points that are NaN or infinite: they break the line. */
  readonly undrawable: number
  /** Series of native histograms: only the table can show them. */
  readonly histograms: number
}

/** The answers of all queries on one time axis. The bound is shared fairly: each query gives its first lines. */
export function toLines(runs: readonly (Run | undefined)[], max = LINES_MAX): Lines {
  const all = runs.flatMap((run, at) => drawableOf(run).map((one) => ({ ...one, ref: toRef(at) })))
  const share = Math.max(1, Math.floor(max / Math.max(1, new Set(all.map(({ ref }) => ref)).size)))
  const taken = runs.flatMap((_, at) => all.filter(({ ref }) => ref === toRef(at)).slice(0, share))
  const shown = taken.length < max && all.length > taken.length ? fill(taken, all, max) : taken
  const times = [...new Set(shown.flatMap(({ points }) => points.map(([time]) => time)))].toSorted((a, b) => a - b)
  const several = new Set(all.map(({ ref }) => ref)).size > 1
  let undrawable = 0
  const series = shown.map(({ labels, points, ref }, index): ChartSeries => {
    const values = new Map(points)
    undrawable += points.filter(([, value]) => !Number.isFinite(value)).length
    const name = toSeriesName(labels)
    return {
      id: `${ref}/${name}`,
      label: several ? `${ref} ${name}` : name,
      tone: toneOf(index),
      ...dashOf(index),
      values: times.map((time) => toDrawable(values.get(time))),
    }
  })
  const total = runs.reduce((sum, run) => sum + (run?.answer && 'total' in run.answer ? run.answer.total : 0), 0)
  const histograms = runs.flatMap(seriesOf).filter(({ histogram }) => histogram !== undefined).length
  return { times, series, total: total - histograms, undrawable, histograms }
}

const seriesOf = (run: Run | undefined): readonly Series[] =>
  run !== undefined && 'series' in run.answer ? run.answer.series : []

const drawableOf = (run: Run | undefined) => seriesOf(run).filter(({ histogram }) => histogram === undefined)

function fill<T>(taken: readonly T[], all: readonly T[], max: number): readonly T[] {
  const kept = new Set(taken)
  for (const one of all) {
    if (kept.size >= max) break
    kept.add(one)
  }
  return all.filter((one) => kept.has(one))
}

const toDrawable = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value
