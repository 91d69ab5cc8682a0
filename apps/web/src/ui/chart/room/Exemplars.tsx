import { type KeyboardEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { toShare } from '../axis/xScale.ts'
import { useFormat } from '../../format/useFormat.ts'
import type { ChartExemplar } from '../series.ts'
import { toHeight } from './Marks.tsx'
import type { ChartModel } from './useChartModel.ts'
import styles from './Exemplars.module.css'

/** One dot for each of these many px: the slowest of them, so that no dot covers another and each can be hit. */
const COLUMN_PX = 24

/** The highest exemplar of each column of the range. */
export function pickExemplars(
  exemplars: readonly ChartExemplar[],
  { scale }: Pick<ChartModel, 'scale'>,
  width: number,
): readonly ChartExemplar[] {
  const columns = new Map<number, ChartExemplar>()
  for (const one of exemplars) {
    const share = toShare(scale, one.at)
    if (share < 0 || share > 1) continue
    const column = Math.floor((share * width) / COLUMN_PX)
    const known = columns.get(column)
    if (known === undefined || one.value > known.value) columns.set(column, one)
  }
  return [...columns.values()].toSorted((a, b) => a.at - b.at)
}

interface Props {
  readonly model: ChartModel
  readonly exemplars: readonly ChartExemplar[]
  readonly width: number
  readonly onExemplar: ((traceId: string) => void) | undefined
}

/** Single operations as dots that open their trace. One stop of the Tab key; arrow keys go from dot to dot. */
export function Exemplars({ model, exemplars, width, onExemplar }: Props) {
  const t = useTranslations('chart')
  const format = useFormat()
  const [active, setActive] = useState(0)
  const picked = pickExemplars(exemplars, model, width)
  if (picked.length === 0 || onExemplar === undefined) return null
  const current = Math.min(active, picked.length - 1)
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label={t('exemplars')}
      className={styles['exemplars']}
      onKeyDown={(event) => setActive(move(event, current, picked.length))}
    >
      {picked.map((one, index) => (
        <button
          key={`${one.at} ${one.traceId}`}
          type="button"
          tabIndex={index === current ? 0 : -1}
          aria-label={t('exemplar', { value: model.unit.value(one.value), time: format.clock(one.at) })}
          title={t('exemplar', { value: model.unit.value(one.value), time: format.clock(one.at) })}
          style={{
            left: `${(toShare(model.scale, one.at) * 100).toFixed(3)}%`,
            bottom: `${(Math.min(1, toHeight(model, one.value)) * 100).toFixed(3)}%`,
          }}
          onClick={() => onExemplar(one.traceId)}
        />
      ))}
    </div>
  )
}

function move(event: KeyboardEvent<HTMLElement>, current: number, count: number): number {
  const steps: Record<string, number> = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: count - 1 }
  const to = steps[event.key]
  if (to === undefined) return current
  event.preventDefault()
  const next = (to + count) % count
  event.currentTarget.querySelectorAll<HTMLElement>('button')[next]?.focus()
  return next
}
