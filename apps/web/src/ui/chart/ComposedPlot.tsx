import { useMemo } from 'react'
import { Area, Bar, ComposedChart, Line, XAxis, YAxis } from 'recharts'
import type { PlotProps } from './LinePlot.tsx'
import { readPalette } from './palette.ts'
import type { ChartModel } from './room/useChartModel.ts'
import type { ChartSeries } from './series.ts'
import { useThemeName } from './useThemeName.ts'

/** Share of a step that its bar fills. */
const BAR_SHARE = 0.78
const BAR_MAX_PX = 40
const BAR_MIN_PX = 1
const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 }

/** The series alone, as shapes; nothing moves by itself. Colours are plain values, so that a saved picture has them. */
export function ComposedPlot({ model, size }: PlotProps) {
  const { shown, scale, axis, drawn } = model
  const theme = useThemeName()
  // `theme` says when the tokens have other values.
  const palette = useMemo(() => ({ theme, tokens: readPalette() }), [theme]).tokens
  const rows = useMemo(() => toRows(model), [model])
  const barSize = toBarSize(drawn.times, scale, size.width, countBars(shown))
  return (
    <ComposedChart
      data={rows}
      width={size.width}
      height={size.height}
      margin={NO_MARGIN}
      stackOffset="sign"
      accessibilityLayer={false}
    >
      <XAxis
        hide
        type="number"
        dataKey="x"
        domain={[scale.from, scale.to]}
        allowDataOverflow
        padding={{ left: 0, right: 0 }}
      />
      <YAxis hide type="number" domain={[axis.min, axis.max]} allowDataOverflow />
      {shown.map((one, index) => draw(one, index, palette[`--${one.tone}`], barSize))}
    </ComposedChart>
  )
}

function draw(one: ChartSeries, index: number, colour: string, barSize: number) {
  const common = {
    dataKey: `v${index}`,
    isAnimationActive: false,
    ...(one.stack === undefined ? {} : { stackId: one.stack }),
  }
  const stroke = { stroke: colour, strokeWidth: 1.5, strokeDasharray: one.dash?.join(' ') ?? '' }
  if (one.look === 'bar') return <Bar key={one.id} {...common} fill={colour} barSize={barSize} />
  if (one.look === 'area')
    return (
      <Area
        key={one.id}
        {...common}
        {...stroke}
        type="linear"
        fill={colour}
        fillOpacity={0.18}
        dot={false}
        activeDot={false}
      />
    )
  return <Line key={one.id} {...common} {...stroke} type="linear" dot={false} activeDot={false} />
}

function toRows({ drawn, scale }: ChartModel): Record<string, number | null>[] {
  return drawn.times.flatMap((x, row) => {
    if (x < scale.from || x > scale.to) return []
    const cells = drawn.columns.map((values, index) => [`v${index}`, values[row] ?? null] as const)
    return [{ x, ...Object.fromEntries(cells) }]
  })
}

/** Bars of one stack share their place; others stand side by side. */
const countBars = (shown: readonly ChartSeries[]): number =>
  new Set(shown.filter((one) => one.look === 'bar').map((one) => one.stack ?? one.id)).size

function toBarSize(times: readonly number[], scale: ChartModel['scale'], width: number, bars: number): number {
  let step = scale.to - scale.from
  for (let index = 1; index < times.length; index += 1)
    step = Math.min(step, (times[index] ?? 0) - (times[index - 1] ?? 0))
  const room = (step / (scale.to - scale.from)) * width * BAR_SHARE
  return Math.min(BAR_MAX_PX, Math.max(BAR_MIN_PX, room / Math.max(1, bars)))
}
