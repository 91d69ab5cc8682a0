import { useMemo } from 'react'
import { createZoneOffset, type ZoneOffset } from '../../format/zoneOffset.ts'
import { type TimeTick, toTimeTicks } from '../axis/timeAxis.ts'
import { toShare, type XScale } from '../axis/xScale.ts'
import type { Format } from '../../format/createFormat.ts'
import { useFormat } from '../../format/useFormat.ts'
import type { ChartModel } from './useChartModel.ts'
import styles from './Axes.module.css'

/** A place on an axis and its words. */
export interface AxisLabel {
  /** 0–1 from the left, or from the bottom. */
  readonly share: number
  readonly text: string
}

/** What stands at the left, from the bottom up. */
export const toValueLabels = ({ axis, unit }: ChartModel): readonly AxisLabel[] =>
  axis.ticks.map((tick) => ({ share: (tick - axis.min) / (axis.max - axis.min), text: unit.tick(tick) }))

/** What stands below, in the reader's time zone; renewed only when the range or the width changes. */
export function useTimeLabels({ scale }: ChartModel, width: number): readonly AxisLabel[] {
  const format = useFormat()
  const offsetOf = useMemo(() => createZoneOffset(format.timeZone), [format.timeZone])
  return useMemo(() => toPositionLabels(scale, width, offsetOf, format), [scale, width, offsetOf, format])
}

export function toPositionLabels(
  scale: XScale,
  width: number,
  offsetOf: ZoneOffset,
  format: Format,
): readonly AxisLabel[] {
  if (scale.kind === 'names') return scale.names.map((text, index) => ({ share: toShare(scale, index), text }))
  const ticks = toTimeTicks(scale.from, scale.to, width, offsetOf)
  return ticks.map((tick) => ({ share: toShare(scale, tick.at), text: writeTick(tick, format) }))
}

function writeTick({ at, as }: TimeTick, format: Format): string {
  switch (as) {
    case 'day':
      return format.day(at)
    case 'clock':
      return format.shortClock(at)
    case 'second':
      return format.clock(at)
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

/** Lines and words of the left axis. */
export const ValueAxisLabels = ({ labels }: { labels: readonly AxisLabel[] }) => (
  <div className={styles['values']} aria-hidden="true">
    {labels.map(({ share, text }) => (
      <span key={share} style={{ bottom: percent(share) }}>
        <i />
        {text}
      </span>
    ))}
  </div>
)

export const TimeAxisLabels = ({ labels }: { labels: readonly AxisLabel[] }) => (
  <div className={styles['times']} aria-hidden="true">
    {labels.map(({ share, text }, index) => (
      <span key={`${index} ${text}`} style={{ left: percent(share) }}>
        {text}
      </span>
    ))}
  </div>
)
