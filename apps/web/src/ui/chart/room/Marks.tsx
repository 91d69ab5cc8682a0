import type { Stretch } from '@nobet/domain/series'
import type { CSSProperties } from 'react'
import { toShare } from '../axis/xScale.ts'
import type { ChartThreshold } from '../series.ts'
import type { ChartModel } from './useChartModel.ts'
import styles from './Marks.module.css'

/** Neighbouring stretches closer than this share of the width are hatched as one, so that their number is bounded. */
const MERGE_SHARE = 1 / 400
/** Series whose newest point gets a dot; more would only cover each other. */
const DOTTED_MAX = 4

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`
const clamp = (share: number): number => Math.min(1, Math.max(0, share))

/** How far up a value stands, 0–1; may lie outside. */
export const toHeight = ({ axis }: Pick<ChartModel, 'axis'>, value: number): number =>
  (value - axis.min) / (axis.max - axis.min)

/** Hatches where nobody looked; never a line drawn through unseen time. */
export function Gaps({ model }: { model: ChartModel }) {
  return mergeGaps(model).map(({ from, to }) => (
    <i key={from} className={styles['gap']} data-gap style={{ left: percent(from), width: percent(to - from) }} />
  ))
}

/** The stretches that can be seen, as shares of the width. */
export function mergeGaps({ gaps, scale }: ChartModel): readonly Stretch[] {
  const merged: { from: number; to: number }[] = []
  for (const gap of gaps) {
    const from = clamp(toShare(scale, gap.from))
    const to = clamp(toShare(scale, gap.to))
    const before = merged.at(-1)
    if (before !== undefined && from - before.to < MERGE_SHARE) before.to = Math.max(to, before.to)
    else merged.push({ from, to })
  }
  return merged.filter(({ from, to }) => to - from > MERGE_SHARE)
}

interface ThresholdsProps {
  readonly model: ChartModel
  readonly thresholds: readonly ChartThreshold[]
}

export const Bands = ({ model, thresholds }: ThresholdsProps) =>
  thresholds.map(({ value, to, label, tone = 'warn' }) => {
    if (to === undefined) return null
    const bottom = clamp(toHeight(model, Math.min(value, to)))
    const top = clamp(toHeight(model, Math.max(value, to)))
    return (
      <i
        key={label}
        className={styles['band']}
        data-tone={tone}
        style={{ bottom: percent(bottom), height: percent(top - bottom) }}
      />
    )
  })

/** A dashed line with its word; the word stands under the line when there is no room above. */
export const Thresholds = ({ model, thresholds }: ThresholdsProps) =>
  thresholds.map(({ value, label, tone = 'warn' }) => {
    const height = toHeight(model, value)
    return (
      <span
        key={label}
        className={styles['threshold']}
        data-tone={tone}
        data-below={height > 0.85}
        style={{ bottom: percent(clamp(height)) }}
      >
        <span>{`${label} ${model.unit.value(value)}`}</span>
      </span>
    )
  })

/** A dot on the newest observed point of each line: filled while it is live, hollow when it is only the last one known. */
export function EndDots({ model, filled }: { model: ChartModel; filled: boolean }) {
  if (model.shown.length > DOTTED_MAX || model.scale.kind === 'names') return null
  return model.shown.map((one) => {
    const summary = model.summaries[model.series.indexOf(one)]
    const at = model.scale.positions[summary?.lastIndex ?? -1]
    if (summary === undefined || summary.last === null || at === undefined || one.look === 'bar') return null
    return <Dot key={one.id} model={model} at={at} value={summary.last} tone={one.tone} filled={filled} />
  })
}

interface DotProps {
  readonly model: ChartModel
  readonly at: number
  readonly value: number
  readonly tone: string
  readonly filled: boolean
}

export function Dot({ model, at, value, tone, filled }: DotProps) {
  const share = toShare(model.scale, at)
  if (share < 0 || share > 1) return null
  const style: CSSProperties = {
    left: percent(share),
    bottom: percent(clamp(toHeight(model, value))),
    color: `var(--${tone})`,
  }
  return <i className={styles['dot']} data-filled={filled} style={style} />
}
