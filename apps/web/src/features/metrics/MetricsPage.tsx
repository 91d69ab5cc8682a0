import { useTranslations } from 'use-intl'
import { useSources } from '../../api/queries.ts'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { useRange, useRefresh } from '../../shell/range.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelNotConfigured } from '../../ui/panel/PanelStates.tsx'
import text from '../../ui/text.module.css'
import { readStep } from './ask/step.ts'
import { useRuns } from './ask/useRuns.ts'
import { useHistory } from './history/useHistory.ts'
import styles from './MetricsPage.module.css'
import { QueryRows } from './QueryRows.tsx'
import { ResultPanel } from './result/ResultPanel.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useDrafts } from './useDrafts.ts'
import { useMetricsSearch } from './useMetricsSearch.ts'

/** Points over the width of a chart. */
const POINTS = 300

/** Any question to Prometheus, at `/explore` (`/metrics` is what Prometheus itself reads): several queries, as lines or as a table, the whole of it in the address. */
export function MetricsPage() {
  return (
    <LaterTexts>
      <Content />
    </LaterTexts>
  )
}

function Content() {
  const t = useTranslations('metrics')
  usePageTitle(t('title'))
  const prometheus = useSources().data?.sources.find(({ id }) => id === 'prometheus')
  return (
    <div className={styles['page']}>
      <h1 className={text['hidden']}>{t('title')}</h1>
      {prometheus?.state === 'not_configured' ? (
        <Panel title={t('title')} provenance={{ kind: 'not_configured' }}>
          <PanelNotConfigured title={t('notConfigured')} configKey="NOBET_PROMETHEUS_URL" fileKey="prometheus.url">
            <p>{t('notConfiguredHint')}</p>
          </PanelNotConfigured>
        </Panel>
      ) : (
        <Workbench />
      )}
    </div>
  )
}

function Workbench() {
  const [search, onSearch] = useMetricsSearch()
  const { range, ms: spanMs } = useRange()
  const { ms: intervalMs } = useRefresh()
  const drafts = useDrafts(search)
  const history = useHistory()
  const mode = search.mode ?? 'range'
  const step = readStep(search.step, spanMs, POINTS)
  const asked = (search.q ?? []).filter((_, at) => search.off?.includes(at) !== true)
  const seconds = step.ok ? step.seconds : 0
  const canAsk = mode === 'instant' || step.ok
  const { runs, again, cancel, judgedBy } = useRuns(canAsk ? asked : [], { mode, range, step: seconds, intervalMs })
  const onRun = () => {
    const wanted = drafts.toSearch()
    if (wanted.q !== undefined) history.add(wanted.q)
    if (drafts.changed) onSearch(wanted)
    else again()
  }
  return (
    <>
      <QueryRows drafts={drafts} runs={runs} search={search} onSearch={onSearch} onRun={onRun} />
      <Toolbar
        search={search}
        step={step}
        fetching={runs.some(({ fetching }) => fetching)}
        canAdd={drafts.canAdd}
        history={history}
        onSearch={onSearch}
        onAdd={() => drafts.add('')}
        onTakeUp={drafts.takeUp}
        onRun={onRun}
        onCancel={cancel}
      />
      <ResultPanel
        runs={runs}
        search={search}
        asked={asked}
        canAsk={canAsk}
        judgedBy={judgedBy}
        onSearch={onSearch}
        onAgain={again}
      />
    </>
  )
}
