import { useMemo } from 'react'
import { toTimeScale } from './axis/xScale.ts'
import { LinePlot } from './LinePlot.tsx'
import { ChartRoom } from './room/ChartRoom.tsx'
import type { ChartProps, TimeAxisProps } from './room/roomProps.ts'

export type TimeSeriesProps = ChartProps & TimeAxisProps

/** Live time series on a canvas. Values are finite or `null`; hand over new lists for new data, the same ones for the same. */
export function TimeSeries({ times, range, stepMs, ...rest }: TimeSeriesProps) {
  const scale = useMemo(() => toTimeScale(times, range), [times, range])
  return <ChartRoom {...rest} scale={scale} stepMs={stepMs} plot={LinePlot} />
}
