import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useFormat } from '../format/useFormat.ts'
import { ChartLegend } from './ChartLegend.tsx'
import { ChartTable } from './ChartTable.tsx'
import { createPlot, toData } from './createPlot.ts'
import { readPalette } from './palette.ts'
import type { ChartMark, ChartSeries } from './series.ts'
import styles from './TimeSeries.module.css'
import { useThemeName } from './useThemeName.ts'

interface Props {
  /** What the chart shows, in a sentence; read aloud. */
  readonly label: string
  /** Epoch milliseconds, ascending; one for each value. */
  readonly times: readonly number[]
  readonly series: readonly ChartSeries[]
  readonly range: { readonly from: number; readonly to: number }
  readonly formatValue: (value: number) => string
  /** How the axis writes its round values; else as every other. */
  readonly formatTick?: (value: number) => string
  readonly height?: number
  readonly limit?: number
  /** Counts: the axis shows whole numbers only. */
  readonly whole?: boolean
  readonly marks?: readonly ChartMark[]
  readonly syncKey?: string
  /** Dragging over the chart chooses a range, in epoch milliseconds. */
  readonly onSelect?: (from: number, to: number) => void
}

const NO_MARKS: readonly ChartMark[] = []
const HEIGHT_PX = 160

/** Live time series on a canvas, with a legend that follows the cursor and the same data as a table. */
export function TimeSeries(props: Props) {
  const {
    label,
    times,
    series,
    range,
    formatValue,
    formatTick = formatValue,
    height = HEIGHT_PX,
    limit,
    whole = false,
    marks = NO_MARKS,
    syncKey,
    onSelect,
  } = props
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const format = useFormat()
  const theme = useThemeName()
  const [cursor, setCursor] = useState<number | null>(null)
  const latest = useRef({ times, series, range })
  useLayoutEffect(() => {
    latest.current = { times, series, range }
  }, [times, series, range])
  const shape = series.map((one) => `${one.id}/${one.tone}/${one.look ?? ''}`).join()

  const settings = useMemo(
    () => ({ limit, whole, marks, formatTick, formatTime: format.shortClock, onCursor: setCursor, onSelect, syncKey }),
    [limit, whole, marks, formatTick, format, onSelect, syncKey],
  )

  useEffect(() => {
    const element = host.current
    if (element === null) return
    const input = {
      ...settings,
      ...latest.current,
      get range() {
        return latest.current.range
      },
      get series() {
        return latest.current.series
      },
    }
    const made = createPlot(element, { width: element.clientWidth, height }, input, readPalette())
    plot.current = made
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = undefined
    }
    // `shape` and `theme` rebuild the plot; plain new data goes the cheap way below.
  }, [settings, height, shape, theme])

  useEffect(() => plot.current?.setData(toData({ times, series })), [times, series, range])

  return (
    <figure className={styles['figure']}>
      <ChartLegend series={series} index={cursor} limit={limit} formatValue={formatValue} />
      <div ref={host} className={styles['plot']} style={{ height }} role="img" aria-label={label} />
      <ChartTable label={label} times={times} series={series} formatValue={formatValue} />
    </figure>
  )
}
