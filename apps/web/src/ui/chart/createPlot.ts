import uPlot from 'uplot'
import type { Palette } from './palette.ts'
import { drawLimit, drawMarks, hatchGaps } from './plugins.ts'
import type { ChartMark, ChartSeries } from './series.ts'

const AXIS_PX = 11
const Y_AXIS_WIDTH_PX = 48
const X_AXIS_HEIGHT_PX = 22
const WHOLE_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000]

export interface PlotInput {
  readonly times: readonly number[]
  readonly series: readonly ChartSeries[]
  readonly range: { readonly from: number; readonly to: number }
  readonly limit: number | undefined
  /** The axis shows whole numbers only: counts. */
  readonly whole: boolean
  readonly marks: readonly ChartMark[]
  readonly formatTick: (value: number) => string
  readonly formatTime: (epochMs: number) => string
  readonly onCursor: (index: number | null) => void
  readonly onSelect: ((from: number, to: number) => void) | undefined
  readonly syncKey: string | undefined
}

/** A uPlot drawn with our axes, palette, gaps, limit and marks. Times are epoch milliseconds. */
export function createPlot(
  host: HTMLElement,
  size: { width: number; height: number },
  input: PlotInput,
  palette: Palette,
): uPlot {
  return new uPlot(toOptions(size, input, palette), toData(input), host)
}

export const toData = (input: Pick<PlotInput, 'times' | 'series'>): uPlot.AlignedData => [
  input.times.map((time) => time / 1_000),
  ...input.series.map((one) => [...one.values]),
]

function toOptions(size: { width: number; height: number }, input: PlotInput, palette: Palette): uPlot.Options {
  const font = `${AXIS_PX}px ${palette['--font-ui']}`
  const axis = { stroke: palette['--axis'], font, ticks: { show: false } }
  return {
    ...size,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: input.onSelect !== undefined, y: false, setScale: false },
      points: { size: 6 },
      ...(input.syncKey === undefined ? {} : { sync: { key: input.syncKey } }),
    },
    scales: {
      x: { time: true, range: () => [input.range.from / 1_000, input.range.to / 1_000] },
      y: { range: (_plot, _min, max) => [0, niceTop(Math.max(max, input.limit ?? 0), input.whole)] },
    },
    axes: [
      {
        ...axis,
        size: X_AXIS_HEIGHT_PX,
        space: 70,
        grid: { show: false },
        values: (_plot, ticks) => ticks.map((tick) => input.formatTime(tick * 1_000)),
      },
      {
        ...axis,
        size: Y_AXIS_WIDTH_PX,
        space: 28,
        ...(input.whole ? { incrs: WHOLE_STEPS } : {}),
        grid: { stroke: palette['--grid'], width: 1 },
        values: (_plot, ticks) => ticks.map((tick) => input.formatTick(tick)),
      },
    ],
    series: [{}, ...input.series.map((one) => toSeries(one, palette))],
    plugins: [hatchGaps(input.series, palette), drawLimit(input.limit, palette), drawMarks(input.marks, palette)],
    hooks: {
      setCursor: [(plot) => input.onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => reportSelection(plot, input)],
    },
  }
}

function toSeries(one: ChartSeries, palette: Palette): uPlot.Series {
  const stroke = palette[`--${one.tone}`]
  return {
    label: one.label,
    stroke,
    width: 1.5,
    spanGaps: false,
    points: { show: false },
    ...(one.dash === undefined ? {} : { dash: [...one.dash] }),
    ...(one.look === 'area' ? { fill: `color-mix(in oklab, ${stroke} 14%, transparent)` } : {}),
  }
}

function reportSelection(plot: uPlot, input: PlotInput): void {
  const { left, width } = plot.select
  if (width < 4 || input.onSelect === undefined) return
  input.onSelect(plot.posToVal(left, 'x') * 1_000, plot.posToVal(left + width, 'x') * 1_000)
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
}

/** A round number a little above the highest value, so that a flat line does not sit on the edge. */
function niceTop(max: number, whole: boolean): number {
  if (!Number.isFinite(max) || max <= 0) return 1
  const step = 10 ** Math.floor(Math.log10(max)) / 2
  const top = Math.ceil((max * 1.05) / step) * step
  return whole ? Math.ceil(top) : top
}
