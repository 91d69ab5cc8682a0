import { lazy, Suspense, useMemo } from 'react'
import { toNameScale, toTimeScale } from './axis/xScale.ts'
import type { PlotProps } from './LinePlot.tsx'
import { ChartRoom } from './room/ChartRoom.tsx'
import type { ChartProps, TimeAxisProps } from './room/roomProps.ts'

interface NameAxisProps {
  /** A summary by name in place of time: one figure of each series for each name. */
  readonly names: readonly string[]
}

export type ComposedChartProps = ChartProps & (TimeAxisProps | NameAxisProps)

/** The library comes when the first such chart is drawn; axes, legend and figures stand before. */
const LazyPlot = lazy(async () => ({ default: (await import('./ComposedPlot.tsx')).ComposedPlot }))
const Plot = (props: PlotProps) => (
  <Suspense>
    <LazyPlot {...props} />
  </Suspense>
)

/** Bars, stacks, areas and lines together, and summaries by name: for what is small or seldom new. */
export function ComposedChart(props: ComposedChartProps) {
  const times = 'names' in props ? undefined : props.times
  const range = 'names' in props ? undefined : props.range
  const names = 'names' in props ? props.names : undefined
  const scale = useMemo(
    () => (times === undefined || range === undefined ? toNameScale(names ?? []) : toTimeScale(times, range)),
    [times, range, names],
  )
  return <ChartRoom {...props} scale={scale} stepMs={'names' in props ? undefined : props.stepMs} plot={Plot} />
}
