import { useEffect, useLayoutEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Palette } from './palette.ts'
import { readPalette } from './palette.ts'
import type { ChartModel } from './room/useChartModel.ts'
import type { ChartSeries } from './series.ts'
import { useThemeName } from './useThemeName.ts'
import type { Size } from './useSize.ts'

const LINE_PX = 1.5
/** 14 % in hexadecimal, after a colour of six digits. */
const AREA_ALPHA = '24'

export interface PlotProps {
  readonly model: ChartModel
  /** Of the drawing without its axes. */
  readonly size: Size
}

/** The lines alone, on a canvas. Axes, marks, cursor and hatching are the room's. New data never builds a new plot. */
export function LinePlot({ model, size }: PlotProps) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const latest = useRef({ model, size })
  const theme = useThemeName()
  const shape = model.shown.map((one) => `${one.id}/${one.tone}/${one.look ?? ''}/${one.dash?.join() ?? ''}`).join()
  useLayoutEffect(() => {
    latest.current = { model, size }
  })

  useEffect(() => {
    const element = host.current
    if (element === null) return
    const now = latest.current
    const made = new uPlot(toOptions(now.size, now.model.shown, readPalette()), undefined, element)
    fill(made, now.model)
    plot.current = made
    return () => {
      made.destroy()
      plot.current = undefined
    }
    // `shape` and `theme` build a new plot; new data and sizes go the cheap way below.
  }, [shape, theme])

  useEffect(() => plot.current?.setSize(size), [size])
  useEffect(() => {
    if (plot.current !== undefined) fill(plot.current, model)
  }, [model])

  return <div ref={host} />
}

function fill(plot: uPlot, { drawn, scale, axis }: ChartModel): void {
  plot.batch(() => {
    plot.setData([[...drawn.times], ...drawn.columns.map((values) => [...values])], false)
    plot.setScale('x', { min: scale.from, max: scale.to })
    plot.setScale('y', { min: axis.min, max: axis.max })
  })
}

function toOptions(size: Size, series: readonly ChartSeries[], palette: Palette): uPlot.Options {
  const range: uPlot.Range.Function = (_plot, min, max) => [min ?? 0, max ?? 1]
  return {
    ...size,
    padding: [0, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, auto: false, range }, y: { auto: false, range } },
    axes: [{ show: false }, { show: false }],
    series: [{}, ...series.map((one) => toSeries(one, palette))],
  }
}

function toSeries(one: ChartSeries, palette: Palette): uPlot.Series {
  const stroke = palette[`--${one.tone}`]
  return {
    stroke,
    width: LINE_PX,
    spanGaps: false,
    // A point between two gaps would be a line of no length: it is drawn as a dot.
    points: { show: hasLonely, size: 4, fill: stroke, filter: findLonely },
    ...(one.dash === undefined ? {} : { dash: [...one.dash] }),
    ...(one.look === 'area' ? { fill: `${stroke}${AREA_ALPHA}` } : {}),
  }
}

/** Only where the line breaks, or where one point is all there is; looking at every point costs a tenth of drawing. */
function hasLonely(plot: uPlot, index: number, _from: number, _to: number, gaps?: null | number[][]): boolean {
  const values = plot.data[index] ?? []
  const isWhole = gaps === null || gaps === undefined || gaps.length === 0
  if (isWhole && firstSeen(values, 1) !== firstSeen(values, -1)) return false
  return listLonely(plot, index).length > 0
}

const findLonely = (plot: uPlot, index: number, show: boolean): number[] | null =>
  show ? listLonely(plot, index) : null

function listLonely(plot: uPlot, index: number): number[] {
  const values = plot.data[index] ?? []
  const lonely: number[] = []
  for (let at = 0; at < values.length; at += 1)
    if (isSeen(values[at]) && !isSeen(values[at - 1]) && !isSeen(values[at + 1])) lonely.push(at)
  return lonely
}

/** The first observed index from the left (1) or from the right (-1). */
function firstSeen(values: ArrayLike<number | null | undefined>, step: 1 | -1): number {
  let at = step === 1 ? 0 : values.length - 1
  while (at >= 0 && at < values.length && !isSeen(values[at])) at += step
  return at
}

const isSeen = (value: number | null | undefined): boolean => value !== null && value !== undefined
