import type { ValueFreshness } from '@nobet/domain/freshness'
import {
  breakGaps,
  downsample,
  findGaps,
  type Stretch,
  type Summary,
  summarise,
  type Table,
} from '@nobet/domain/series'
import { useMemo } from 'react'
import { toValueAxis, type ValueAxis } from '../axis/valueAxis.ts'
import type { XScale } from '../axis/xScale.ts'
import { useFormat } from '../../format/useFormat.ts'
import type { ChartExemplar, ChartSeries, ChartThreshold } from '../series.ts'
import { type ChartUnit, toUnitFormat, type UnitFormat } from '../units.ts'

/** More columns than any screen shows of one chart; what is longer is thinned before it is drawn. */
const DRAWN_COLUMNS_MAX = 2_000
const CEILINGS: Partial<Record<ChartUnit, number>> = { ratio: 1, percent: 100 }

export interface ChartModel {
  readonly scale: XScale
  readonly unit: UnitFormat
  readonly series: readonly ChartSeries[]
  /** Those that the legend has not switched off. */
  readonly shown: readonly ChartSeries[]
  /** In the order of `series`. */
  readonly summaries: readonly Summary[]
  readonly axis: ValueAxis
  /** Stretches that nobody observed. */
  readonly gaps: readonly Stretch[]
  /** What is drawn: a column for each of `shown`. */
  readonly drawn: Table
}

interface Input {
  readonly scale: XScale
  readonly series: readonly ChartSeries[]
  readonly unit: ChartUnit
  readonly height: number
  readonly stepMs: number | undefined
  readonly thresholds: readonly ChartThreshold[]
  readonly exemplars: readonly ChartExemplar[]
  readonly hidden: ReadonlySet<string>
  readonly freshness: ValueFreshness
}

/** Everything that drawing, legend, table, summary and files agree on, worked out once for each new data. */
export function useChartModel(input: Input): ChartModel {
  const { scale, series, unit, height, stepMs, thresholds, exemplars, hidden, freshness } = input
  const format = useFormat()
  const written = useMemo(() => toUnitFormat(unit, format), [unit, format])
  const summaries = useMemo(() => series.map((one) => summarise(one.values)), [series])
  const shown = useMemo(() => series.filter((one) => !hidden.has(one.id)), [series, hidden])
  const axis = useMemo(
    () =>
      toValueAxis({
        ...toExtremes(series, summaries, hidden, exemplars),
        include: thresholds.map((each) => each.value),
        whole: written.whole,
        ceiling: CEILINGS[unit],
        height,
      }),
    [series, summaries, hidden, exemplars, thresholds, written, unit, height],
  )
  const { positions } = scale
  const drawn = useMemo(() => {
    const columns = shown.map((one) => one.values)
    const whole = stepMs === undefined ? { times: positions, columns } : breakGaps(positions, columns, stepMs)
    return downsample(whole.times, whole.columns, DRAWN_COLUMNS_MAX)
  }, [positions, shown, stepMs])
  const gaps = useMemo(() => toGaps(scale, series, stepMs, freshness), [scale, series, stepMs, freshness])
  return useMemo(
    () => ({ scale, unit: written, series, shown, summaries, axis, gaps, drawn }),
    [scale, written, series, shown, summaries, axis, gaps, drawn],
  )
}

function toExtremes(
  series: readonly ChartSeries[],
  summaries: readonly Summary[],
  hidden: ReadonlySet<string>,
  exemplars: readonly ChartExemplar[],
): { min: number | null; max: number | null } {
  const figures: number[] = exemplars.map((one) => one.value)
  const stacks = new Map<string, ChartSeries[]>()
  for (const [index, one] of series.entries()) {
    if (hidden.has(one.id)) continue
    const { min, max } = summaries[index] ?? { min: null, max: null }
    if (min !== null && max !== null) figures.push(min, max)
    if (one.stack !== undefined) stacks.set(one.stack, [...(stacks.get(one.stack) ?? []), one])
  }
  for (const stack of stacks.values())
    for (let index = 0; index < (stack[0]?.values.length ?? 0); index += 1)
      figures.push(stack.reduce((sum, one) => sum + (one.values[index] ?? 0), 0))
  if (figures.length === 0) return { min: null, max: null }
  return figures.reduce<{ min: number; max: number }>(
    ({ min, max }, figure) => ({ min: Math.min(min, figure), max: Math.max(max, figure) }),
    { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY },
  )
}

/** Old figures are followed by a hatch even when the next one is not overdue yet: nobody looks any more. */
function toGaps(
  scale: XScale,
  series: readonly ChartSeries[],
  stepMs: number | undefined,
  freshness: ValueFreshness,
): readonly Stretch[] {
  if (scale.kind === 'names') return []
  const { positions: times, from, to } = scale
  const table = { times, columns: series.map((one) => one.values) }
  const found = findGaps(table, stepMs === undefined ? undefined : { from, to, stepMs })
  const end = found.at(-1)?.to ?? times.at(-1) ?? from
  const isTail = freshness === 'stale' && (found.at(-1)?.to !== to || found.length === 0) && end <= to
  if (!isTail) return found
  const last = times.at(-1) ?? from
  return last < to
    ? [...found.filter((gap) => gap.to !== last || gap.from === last), { from: lastSeen(found, last), to }]
    : found
}

/** Where the trailing hatch begins: at the last point, or where a gap that reaches it began. */
const lastSeen = (found: readonly Stretch[], last: number): number => {
  const open = found.at(-1)
  return open?.to === last ? open.from : last
}
