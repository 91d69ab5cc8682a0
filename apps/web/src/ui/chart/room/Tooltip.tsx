import { useTranslations } from 'use-intl'
import { useFormat } from '../../format/useFormat.ts'
import text from '../../text.module.css'
import { indexAt, toShare } from '../axis/xScale.ts'
import { type ChartCursor, useCursorPoint } from '../cursor.ts'
import { Dot } from './Marks.tsx'
import type { ChartModel } from './useChartModel.ts'
import { Swatch } from './Swatch.tsx'
import styles from './Tooltip.module.css'

const ROWS_MAX = 12
const DAY_MS = 86_400_000

interface Props {
  readonly model: ChartModel
  readonly cursor: ChartCursor
}

/** The line under the pointer in every chart of the group, dots on the series, and in this chart the figures. */
export function CursorMarks({ model, cursor }: Props) {
  const point = useCursorPoint(cursor)
  if (point === null) return null
  const index = indexAt(model.scale.positions, point.at)
  const at = model.scale.positions[index]
  const share = toShare(model.scale, point.owner === cursor.owner ? (at ?? point.at) : point.at)
  if (at === undefined || share < 0 || share > 1) return null
  return (
    <>
      <i className={styles['cursor']} style={{ left: `${(share * 100).toFixed(3)}%` }} />
      {model.shown.map((one) => {
        const value = one.values[index]
        if (typeof value !== 'number' || one.look === 'bar' || one.stack !== undefined) return null
        return <Dot key={one.id} model={model} at={at} value={value} tone={one.tone} filled />
      })}
      {point.owner === cursor.owner && <Tooltip model={model} index={index} share={share} />}
    </>
  )
}

function Tooltip({ model, index, share }: { model: ChartModel; index: number; share: number }) {
  const t = useTranslations('chart')
  const head = useWritePosition(model)(index)
  const rows = model.shown.slice(0, ROWS_MAX)
  return (
    <div
      className={styles['tooltip']}
      data-side={share > 0.5 ? 'left' : 'right'}
      style={share > 0.5 ? { right: `${((1 - share) * 100).toFixed(3)}%` } : { left: `${(share * 100).toFixed(3)}%` }}
      aria-hidden="true"
    >
      <strong>{head}</strong>
      {rows.map((one) => {
        const value = one.values[index]
        return (
          <span key={one.id}>
            <Swatch one={one} /> <span className={text['cut']}>{one.label}</span>
            <b>{typeof value === 'number' ? model.unit.value(value) : t('notObserved')}</b>
          </span>
        )
      })}
      {model.shown.length > rows.length && <em>{t('more', { count: model.shown.length - rows.length })}</em>}
    </div>
  )
}

/** A position in words: the clock with seconds and zone, the day too when the range is longer than one; or the name. */
export function useWritePosition({ scale }: ChartModel): (index: number) => string {
  const format = useFormat()
  return (index) => {
    const at = scale.positions[index]
    if (at === undefined) return ''
    if (scale.kind === 'names') return scale.names[index] ?? ''
    const day = scale.to - scale.from >= DAY_MS ? `${format.day(at)} ` : ''
    return `${day}${format.clock(at)} ${format.zone(at)}`
  }
}
