import type { ModulePanels, ModuleView, PanelColumns, PanelView } from '@nobet/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../../api/queries.ts'
import type { LiveAnswer } from '../../../api/useLiveQuery.ts'
import { useRange } from '../../../shell/range.ts'
import { useZoom } from '../../../shell/useZoom.ts'
import { ChartPanel } from '../../../ui/chart/ChartPanel.tsx'
import { ComposedChart } from '../../../ui/chart/ComposedChart.tsx'
import type { ChartAnnotation } from '../../../ui/chart/series.ts'
import { TimeSeries } from '../../../ui/chart/TimeSeries.tsx'
import { useSize } from '../../../ui/chart/useSize.ts'
import { useSpan } from '../../../ui/chart/useSpan.ts'
import { PanelMenu } from './PanelMenu.tsx'
import styles from './Panels.module.css'
import { toChartState } from './toChartState.ts'
import { toLimits, toLines } from './toLines.ts'
import { usePanelAnswer } from './usePanelAnswer.ts'
import { usePanelWords } from './usePanelWords.ts'

interface Props {
  readonly module: ModuleView
  readonly panels: ModulePanels
  readonly panel: PanelView
  readonly marks: readonly ChartAnnotation[]
  readonly onRemove: (id: string) => void
}

/** One panel of a module: asked while it is on screen, drawn with its age, its limits and what happened meanwhile. */
export function PanelCard({ module, panels, panel, marks, onRemove }: Props) {
  const t = useTranslations('panels')
  const roles = useTranslations('role')
  const words = usePanelWords()
  const { data: session } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const { ref: seen, ...answer } = usePanelAnswer({ module: module.id, panel: panel.id, width })
  const title = words.title(panel)
  const isOwn = answer.source === 'panel'
  const notes = useNotes(answer)
  const state = toChartState(answer, {
    empty: t('empty'),
    emptyHint: isOwn ? t('emptyOwn') : t('emptyHint'),
    failed: t('failed'),
    notConfigured: t('notConfigured'),
    notConfiguredHint: t('notConfiguredHint'),
    forbidden: t('forbidden'),
    role: session === undefined ? '' : roles(session.user.role),
    need: roles('viewer'),
  })
  return (
    <div ref={box} className={styles['cell']}>
      <div ref={seen} className={styles['cell']} aria-busy={answer.former}>
        <ChartPanel
          title={title}
          note={panel.savedBy === undefined ? undefined : t('savedBy', { name: panel.savedBy })}
          provenance={answer.provenance}
          state={state}
          actions={<PanelMenu panels={panels} panel={panel} title={title} onRemove={onRemove} />}
          foot={notes.length === 0 ? undefined : <span className={styles['foot']}>{notes.join(' · ')}</span>}
          className={styles['panel']}
        >
          {answer.value !== undefined && (
            <Chart
              columns={answer.value}
              panel={isOwn ? { ...panel, kind: 'lines' } : panel}
              label={t('label', { title, module: module.title })}
              title={`${module.id} ${title}`}
              marks={marks}
              syncKey={module.id}
            />
          )}
        </ChartPanel>
      </div>
    </div>
  )
}

/** What is to be known beside the figures; nothing most of the time. */
function useNotes({ value, fault, source }: Omit<LiveAnswer<PanelColumns>, 'ref'>): readonly string[] {
  const t = useTranslations('panels')
  if (value === undefined) return []
  const message = fault?.message ?? ''
  return [
    source === 'panel' && t('own'),
    source === 'panel' && fault !== null && t('ownWhy', { message }),
    source !== 'panel' && fault !== null && t('staleWhy', { message }),
    value.leftOut !== undefined && t('leftOut', { count: value.leftOut }),
  ].filter((note) => note !== false)
}

interface ChartProps {
  readonly columns: PanelColumns
  readonly panel: PanelView
  readonly label: string
  readonly title: string
  readonly marks: readonly ChartAnnotation[]
  readonly syncKey: string
}

function Chart({ columns, panel, label, title, marks, syncKey }: ChartProps) {
  const t = useTranslations('panels')
  const { line } = usePanelWords()
  const { kind, unit, thresholds } = panel
  const span = useSpan(useRange())
  const onRange = useZoom()
  const navigate = useNavigate()
  const onExemplar = useCallback(
    (traceId: string) => void navigate({ to: '/traces/$traceId', params: { traceId } }),
    [navigate],
  )
  // The words change with the language alone, as `t` does.
  // oxlint-disable-next-line react/exhaustive-deps
  const series = useMemo(() => toLines(columns, kind, line), [columns, kind, t])
  const limits = useMemo(() => toLimits(thresholds, columns, t('limit')), [thresholds, columns, t])
  const chart = {
    label,
    title,
    times: columns.times,
    series,
    range: span,
    stepMs: columns.stepMs,
    unit,
    thresholds: limits,
    annotations: marks,
    exemplars: columns.exemplars ?? NO_EXEMPLARS,
    onExemplar,
    syncKey,
    onRange,
  }
  return kind === 'lines' ? <TimeSeries {...chart} /> : <ComposedChart {...chart} />
}

const NO_EXEMPLARS: NonNullable<PanelColumns['exemplars']> = []
