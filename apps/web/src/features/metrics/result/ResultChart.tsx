import { useCallback, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useZoom } from '../../../shell/useZoom.ts'
import { Button } from '../../../ui/Button.tsx'
import type { ChartThreshold } from '../../../ui/chart/series.ts'
import { TimeSeries } from '../../../ui/chart/TimeSeries.tsx'
import { LINES_MAX, toLines } from '../answer/toLines.ts'
import { useExemplars } from '../ask/useExemplars.ts'
import { useMarks } from '../../../api/useMarks.ts'
import type { Run } from '../ask/useRuns.ts'
import type { MetricsSearch } from '../search.ts'
import type { SearchChange } from '../useMetricsSearch.ts'
import { ChartOptions } from './ChartOptions.tsx'
import styles from './Result.module.css'
import { TraceNote } from './TraceNote.tsx'

const HEIGHT_PX = 320
/** As many as the eye can still follow by pressing once more. */
const LINES_MORE = 200

interface Props {
  readonly runs: readonly (Run | undefined)[]
  readonly search: MetricsSearch
  readonly onSearch: (change: SearchChange) => void
}

/** All answers as lines on one axis, with what happened meanwhile, exemplars, and what could not be drawn said. */
export function ResultChart({ runs, search, onSearch }: Props) {
  const t = useTranslations('metrics')
  const zoom = useZoom()
  const [max, setMax] = useState(LINES_MAX)
  const [trace, setTrace] = useState<string>()
  const values = useStable(runs)
  const lines = useMemo(() => toLines(values, max), [values, max])
  const first = runs.find((run) => run !== undefined)
  const expressions = runs.flatMap((run) => run?.expr ?? [])
  const { marks, state: marksState } = useMarks({
    enabled: search.marks !== 'off' && first?.span !== undefined,
    span: first?.span,
  })
  const found = useExemplars({ expressions, span: first?.span, enabled: search.exemplars === 'on' })
  const thresholds = useThreshold(search.limit)
  const onTrace = useCallback((id: string) => setTrace(id), [])
  if (first === undefined) return null
  const remarks = [
    lines.series.length < lines.total && t('bounded', { shown: lines.series.length, total: lines.total }),
    lines.undrawable > 0 && t('undrawable', { count: lines.undrawable }),
    lines.histograms > 0 && t('histogramsInTable', { count: lines.histograms }),
    marksState === 'failed' && t('marksFailed'),
    marksState === 'cut' && t('marksCut'),
    found.fault !== undefined && `${t('exemplarsFailed')} ${found.fault.message}`,
    found.total > found.exemplars.length &&
      t('exemplarsBounded', { shown: found.exemplars.length, total: found.total }),
    search.exemplars === 'on' && found.fault === undefined && found.total === 0 && t('noExemplars'),
  ].filter((remark) => remark !== false)
  return (
    <>
      <ChartOptions search={search} onSearch={onSearch} />
      {remarks.length > 0 && (
        <p className={styles['bound']} role="status">
          {remarks.join(' ')}
          {lines.series.length < Math.min(lines.total, LINES_MORE) && (
            <Button size="small" onClick={() => setMax(LINES_MORE)}>
              {t('showMore', { count: Math.min(lines.total, LINES_MORE) })}
            </Button>
          )}
        </p>
      )}
      {trace !== undefined && <TraceNote traceId={trace} onClose={() => setTrace(undefined)} />}
      {lines.series.length > 0 && (
        <div className={styles['chart']}>
          <TimeSeries
            label={t('chartLabel', { queries: expressions.join(', ') })}
            title="metrics"
            times={lines.times}
            series={lines.series}
            range={first.span}
            stepMs={first.stepMs}
            unit={search.unit ?? 'number'}
            height={HEIGHT_PX}
            thresholds={thresholds}
            annotations={marks}
            exemplars={found.exemplars}
            onExemplar={onTrace}
            onRange={zoom}
          />
        </div>
      )}
    </>
  )
}

/** The same list as long as its members are the same, so that a ticking clock draws nothing anew. */
function useStable<T>(list: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(list)
  const same = kept.length === list.length && kept.every((one, at) => one === list[at])
  if (!same) setKept(list)
  return same ? kept : list
}

function useThreshold(limit: number | undefined): readonly ChartThreshold[] {
  const t = useTranslations('metrics')
  return useMemo(() => (limit === undefined ? [] : [{ value: limit, label: t('limit') }]), [limit, t])
}
