import { useEffect, useMemo, useRef } from 'react'
import { CartesianGrid, Legend, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import uPlot from 'uplot'
import { toneOf } from '../looks.ts'
import { readPalette } from '../palette.ts'
import { TimeSeries } from '../TimeSeries.tsx'

/** New figures of every series. */
export interface PeerProps {
  readonly times: readonly number[]
  readonly columns: readonly (readonly number[])[]
  readonly stepMs: number
}

const WIDTH_PX = 720
const HEIGHT_PX = 184

/** The panel's chart, whole: legend with figures, summary, gaps, table, marks. */
export function Ours({ times, columns, stepMs }: PeerProps) {
  const range = useMemo(() => ({ from: times[0] ?? 0, to: times.at(-1) ?? 0 }), [times])
  const series = useMemo(
    () => columns.map((values, index) => ({ id: `s${index}`, label: `series ${index}`, tone: toneOf(index), values })),
    [columns],
  )
  return <TimeSeries label="bench" times={times} series={series} range={range} unit="ms" stepMs={stepMs} />
}

/** As its documentation draws it, without animation. */
export function NaiveRecharts({ times, columns }: PeerProps) {
  const rows = times.map((time, index) => ({
    time,
    ...Object.fromEntries(columns.map((values, one) => [`s${one}`, values[index]])),
  }))
  const palette = readPalette()
  return (
    <LineChart width={WIDTH_PX} height={HEIGHT_PX} data={rows}>
      <CartesianGrid vertical={false} />
      <XAxis dataKey="time" type="number" domain={['dataMin', 'dataMax']} />
      <YAxis />
      <Tooltip />
      <Legend />
      {columns.map((_, one) => (
        <Line
          key={one}
          dataKey={`s${one}`}
          stroke={palette[`--${toneOf(one)}`]}
          dot={false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  )
}

/** The canvas library alone, with its own axes and nothing around: the limit. */
export function BareUplot({ times, columns }: PeerProps) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const count = columns.length
  useEffect(() => {
    const palette = readPalette()
    const series = Array.from({ length: count }, (_, one) => ({ stroke: palette[`--${toneOf(one)}`] }))
    const element = host.current
    if (element === null) return
    const options = { width: WIDTH_PX, height: HEIGHT_PX, legend: { show: false }, series: [{}, ...series] }
    plot.current = new uPlot(options, undefined, element)
    return () => plot.current?.destroy()
  }, [count])
  useEffect(() => {
    plot.current?.setData([times.map((time) => time / 1_000), ...columns.map((values) => [...values])])
  }, [times, columns])
  return <div ref={host} />
}

/** What feeding, rendering and waiting for a frame cost without any chart. */
export const Nothing = ({ times, columns }: PeerProps) => <p>{`${times.at(-1) ?? 0} ${columns.length}`}</p>
