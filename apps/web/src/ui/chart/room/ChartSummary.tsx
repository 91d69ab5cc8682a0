import { memo, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Hidden } from '../../Hidden.tsx'
import styles from './Room.module.css'
import type { ChartModel } from './useChartModel.ts'

/** Nobody listens faster than this, and writing sentences takes longer than drawing lines. */
const RENEW_MS = 1_000

/** The figures of the whole chart in sentences, for whoever does not see it; renewed once a second at most. */
export function ChartSummary({ id, model }: { id: string; model: ChartModel }) {
  return <Sentences id={id} model={useCalm(model)} />
}

/** The latest model, but never more than one in a while. */
function useCalm(model: ChartModel): ChartModel {
  const [calm, setCalm] = useState(model)
  const latest = useRef(model)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = model
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      setCalm(latest.current)
    }, RENEW_MS)
  }, [model])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
  return calm
}

const Sentences = memo(function Sentences({ id, model }: { id: string; model: ChartModel }) {
  const t = useTranslations('chart')
  const write = (value: number | null) => (value === null ? '–' : model.unit.value(value))
  const sentences = model.series.map((one, index) => {
    const summary = model.summaries[index]
    if (summary === undefined || summary.last === null) return t('summaryNone', { name: one.label })
    const { last, min, max, trend } = summary
    return t('summary', {
      name: one.label,
      last: write(last),
      min: write(min),
      max: write(max),
      trend: trend ?? 'steady',
    })
  })
  if (model.gaps.length > 0) sentences.push(t('gaps', { count: model.gaps.length }))
  return (
    <span id={id} className={styles['summary']}>
      <Hidden>{sentences.join(' ')}</Hidden>
    </span>
  )
})
