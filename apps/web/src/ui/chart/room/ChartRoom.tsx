import { type ComponentType, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { type ChartCursor, useChartCursor } from '../cursor.ts'
import type { XScale } from '../axis/xScale.ts'
import { ExportMenu } from '../export/ExportMenu.tsx'
import { useChartFreshness } from '../freshness.tsx'
import type { PlotProps } from '../LinePlot.tsx'
import type { ChartAnnotation, ChartExemplar, ChartThreshold } from '../series.ts'
import { type Size, useSize } from '../useSize.ts'
import { Annotations } from './Annotations.tsx'
import { TimeAxisLabels, toValueLabels, useTimeLabels, ValueAxisLabels } from './Axes.tsx'
import { ChartLegend } from './ChartLegend.tsx'
import { ChartSummary } from './ChartSummary.tsx'
import { ChartTable } from './ChartTable.tsx'
import { Exemplars } from './Exemplars.tsx'
import { Handle } from './Handle.tsx'
import { Bands, EndDots, Gaps, Thresholds } from './Marks.tsx'
import styles from './Room.module.css'
import type { ChartProps } from './roomProps.ts'
import { CursorMarks } from './Tooltip.tsx'
import { type ChartModel, useChartModel } from './useChartModel.ts'

export const CHART_HEIGHT_PX = 184
const NO_THRESHOLDS: readonly ChartThreshold[] = []
const NO_ANNOTATIONS: readonly ChartAnnotation[] = []
const NO_EXEMPLARS: readonly ChartExemplar[] = []
const NONE: ReadonlySet<string> = new Set()

interface Props extends ChartProps {
  readonly scale: XScale
  readonly stepMs: number | undefined
  /** What draws the series, and nothing else. */
  readonly plot: ComponentType<PlotProps>
}

/**
 * The one room around every chart: axes, units, legend, tooltip, marks, gaps, choosing a range, table, summary and
 * export. What draws the series gets a model and a size, so that no two kinds of chart can disagree.
 */
export function ChartRoom(props: Props) {
  const { label, series, scale, stepMs, unit = 'number', height = CHART_HEIGHT_PX } = props
  const { thresholds = NO_THRESHOLDS, annotations = NO_ANNOTATIONS, exemplars = NO_EXEMPLARS } = props
  const [hidden, setHidden] = useState(NONE)
  const figure = useRef<HTMLElement>(null)
  const summary = useId()
  const freshness = useChartFreshness()
  const cursor = useChartCursor(props.syncKey)
  const model = useChartModel({ scale, series, unit, height, stepMs, thresholds, exemplars, hidden, freshness })
  const latest = useRef({ model, thresholds, annotations })
  useLayoutEffect(() => {
    latest.current = { model, thresholds, annotations }
  })
  return (
    <figure
      ref={figure}
      className={styles['figure']}
      aria-label={label}
      aria-describedby={summary}
      data-freshness={freshness}
    >
      <div className={styles['head']}>
        <ChartLegend label={label} model={model} cursor={cursor} hidden={hidden} onHidden={setHidden} />
        <ExportMenu label={props.title ?? label} figure={figure} latest={latest} />
      </div>
      <Drawing
        {...{ label, model, cursor, height, thresholds }}
        marked={props.annotations !== undefined}
        onRange={props.onRange}
        plot={props.plot}
      >
        {({ width }) => (
          <>
            <EndDots model={model} filled={freshness === 'live'} />
            <Annotations model={model} annotations={annotations} width={width} />
            <Exemplars model={model} exemplars={exemplars} width={width} onExemplar={props.onExemplar} />
          </>
        )}
      </Drawing>
      <ChartTable label={label} model={model} />
      <ChartSummary id={summary} model={model} />
    </figure>
  )
}

interface DrawingProps {
  readonly label: string
  readonly model: ChartModel
  readonly cursor: ChartCursor
  readonly height: number
  readonly thresholds: readonly ChartThreshold[]
  /** Marks need room above the drawing; it is kept also while there are none. */
  readonly marked: boolean
  readonly onRange: ChartProps['onRange']
  readonly plot: ComponentType<PlotProps>
  /** What lies over the lines; needs to know how much room there is. */
  readonly children: (size: Size) => ReactNode
}

function Drawing({ label, model, cursor, height, thresholds, marked, onRange, plot: Plot, children }: DrawingProps) {
  const inner = useRef<HTMLDivElement>(null)
  const size = useSize(inner)
  const labels = useTimeLabels(model, size.width)
  return (
    <div className={styles['drawing']} style={{ height }} data-marked={marked}>
      <ValueAxisLabels labels={toValueLabels(model)} />
      <div ref={inner} className={styles['inner']}>
        <Bands model={model} thresholds={thresholds} />
        <Gaps model={model} />
        <div className={styles['plot']} aria-hidden="true" data-plot>
          {size.width > 0 && <Plot model={model} size={size} />}
        </div>
        <Thresholds model={model} thresholds={thresholds} />
        <Handle label={label} model={model} cursor={cursor} onRange={onRange}>
          {children(size)}
          <CursorMarks model={model} cursor={cursor} />
        </Handle>
      </div>
      <TimeAxisLabels labels={labels} />
    </div>
  )
}
