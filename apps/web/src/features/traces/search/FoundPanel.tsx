import { Info } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { AnswerFault } from '../../../api/liveAnswer.ts'
import { Panel } from '../../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelError, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { FoundTable } from './FoundTable.tsx'
import styles from './FoundPanel.module.css'
import { toTraceql } from './toTraceql.ts'
import type { TracesSearch } from './tracesSearch.ts'
import { HITS_MAX, useTraceSearch } from './useTraceSearch.ts'

/** What the search found, and what it cannot show yet. */
export function FoundPanel({ search }: { search: TracesSearch }) {
  const t = useTranslations('traces.list')
  const traceql = toTraceql(search)
  const { ref, provenance, ...answer } = useTraceSearch(traceql)
  const hits = answer.value
  const cut = hits !== undefined && hits.length >= HITS_MAX
  const note = hits === undefined || hits.length === 0 ? undefined : t('count', { count: hits.length })
  return (
    <div ref={ref} className={styles['place']}>
      <Panel
        title={t('title')}
        note={cut ? t('cut', { count: HITS_MAX }) : note}
        {...(isRefused(answer.fault) ? {} : { provenance })}
        headLine="ruled"
        className={styles['panel']}
      >
        <p className={styles['late']}>
          <Info size={14} aria-hidden="true" />
          {t('late')}
        </p>
        <div>
          <Body answer={answer} traceql={traceql} />
        </div>
      </Panel>
    </div>
  )
}

function Body({
  answer,
  traceql,
}: {
  answer: Omit<ReturnType<typeof useTraceSearch>, 'ref' | 'provenance'>
  traceql: string
}) {
  const t = useTranslations('traces')
  const { value: hits, fault, state, retry } = answer
  if (state === 'forbidden')
    return (
      <PanelEmpty title={t('forbidden')}>
        <p>{fault?.message}</p>
      </PanelEmpty>
    )
  if (hits === undefined && fault !== null) {
    if (isRefused(fault)) return <PanelError title={t('list.refused')} message={fault.message} />
    return <PanelError title={t('list.failed')} message={fault.message} onRetry={retry} />
  }
  if (hits === undefined) return <PanelLoading lines={8} />
  return (
    <>
      {fault !== null && <PanelError title={t('list.failed')} message={fault.message} onRetry={retry} />}
      {hits.length === 0 ? (
        <PanelEmpty title={t('list.none')}>
          <p>{t.rich('list.noneHint', { query: () => <code>{traceql}</code> })}</p>
        </PanelEmpty>
      ) : (
        <FoundTable hits={hits} dim={answer.former || state === 'stale'} />
      )}
    </>
  )
}

/** The query is at fault, not the source: asking again would not help. */
const isRefused = (fault: AnswerFault | null): boolean => fault?.code === '400'
