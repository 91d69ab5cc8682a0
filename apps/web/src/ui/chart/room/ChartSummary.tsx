import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { Hidden } from '../../Hidden.tsx'
import type { ChartModel } from './useChartModel.ts'

/** The figures of the whole chart in sentences, for whoever does not see it. */
export const ChartSummary = memo(function ChartSummary({ id, model }: { id: string; model: ChartModel }) {
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
    <span id={id}>
      <Hidden>{sentences.join(' ')}</Hidden>
    </span>
  )
})
