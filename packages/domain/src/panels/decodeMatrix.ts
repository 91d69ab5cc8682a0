import { type Fault, parseWith, PrometheusMatrix } from '@nobet/contracts'
import type { AlignedRange } from '../series/index.ts'
import { type Labels, toSeriesName } from './legend.ts'

const MS_PER_SECOND = 1_000

export interface MatrixOptions {
  readonly legend: string
  readonly seriesMax: number
  readonly omitZero?: boolean
}

export interface NamedColumn {
  readonly name: string
  readonly values: readonly (number | null)[]
}

export interface Columns {
  /** Epoch milliseconds, every point of the grid. */
  readonly times: readonly number[]
  readonly series: readonly NamedColumn[]
  /** Lines beyond `seriesMax`. */
  readonly leftOut: number
}

export type DecodedMatrix =
  | { readonly ok: true; readonly columns: Columns }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Prometheus' answer to a range query as columns on the grid that was asked; a missing point, NaN and ±Inf are `null`. */
export function decodeMatrix(body: unknown, grid: AlignedRange, options: MatrixOptions): DecodedMatrix {
  const parsed = parseWith(PrometheusMatrix, body)
  if (!parsed.ok) return parsed
  const times = toTimes(grid)
  const all = parsed.value.data.result.map(({ metric, values = [] }) => ({
    name: toSeriesName(options.legend, metric as Labels),
    values: toColumn(values, times.length, grid),
  }))
  // Prometheus' order changes from answer to answer; a line keeps its colour.
  const sorted = all.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  const shown = options.omitZero === true ? withoutZeros(sorted) : sorted
  const series = shown.slice(0, options.seriesMax)
  return { ok: true, columns: { times, series, leftOut: shown.length - series.length } }
}

function toTimes({ start, end, step }: AlignedRange): number[] {
  return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step)
}

function toColumn(
  values: readonly [number, string][],
  length: number,
  { start, step }: AlignedRange,
): (number | null)[] {
  const column = Array.from({ length }, (): number | null => null)
  for (const [seconds, text] of values) {
    const index = Math.round((seconds * MS_PER_SECOND - start) / step)
    const value = Number(text)
    if (index >= 0 && index < length && Number.isFinite(value)) column[index] = value
  }
  return column
}

/** All of them zero is a finding, told in one line. */
function withoutZeros(series: readonly NamedColumn[]): readonly NamedColumn[] {
  const moving = series.filter(({ values }) => values.some((value) => value !== null && value !== 0))
  if (moving.length > 0 || series.length === 0) return moving
  const [first] = series
  return [
    {
      name: 'all',
      values: (first?.values ?? []).map((_, at) => (series.some((one) => one.values[at] === 0) ? 0 : null)),
    },
  ]
}
