import { useNavigate, useSearch } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Panel } from '../../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelError, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import type { TraceSearch } from '../search/tracesSearch.ts'
import { TraceBody } from './TraceBody.tsx'
import { TraceHead } from './TraceHead.tsx'
import styles from './TracePanel.module.css'
import { useTrace } from './useTrace.ts'

/** A trace in every state it can be in. */
export function TracePanel({ id }: { id: string }) {
  const t = useTranslations('traces.trace')
  const {
    answer: { ref, provenance, ...answer },
    trace,
  } = useTrace(id)
  const search = useSearch({ from: '/traces/$traceId' })
  const navigate = useNavigate({ from: '/traces/$traceId' })
  const onSearch = (change: TraceSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const found = trace === 'unknown' ? undefined : trace
  return (
    <div ref={ref} className={styles['place']}>
      <Panel
        title={found === undefined ? t('label') : found.name || id}
        note={found?.service}
        provenance={provenance}
        headLine="ruled"
        className={styles['panel']}
        actions={
          <IconButton label={t('retry')} onClick={answer.retry}>
            <RotateCw />
          </IconButton>
        }
      >
        <div>
          <State id={id} answer={answer} known={trace !== 'unknown'} />
        </div>
        {found !== undefined && (
          <>
            <TraceHead trace={found} view={search.view} onView={(view) => onSearch({ view })} />
            <TraceBody
              trace={found}
              view={search.view}
              selected={search.span?.padStart(16, '0').toLowerCase()}
              onSelect={(span) => onSearch({ span })}
            />
          </>
        )}
      </Panel>
    </div>
  )
}

interface StateProps {
  readonly id: string
  readonly answer: Omit<ReturnType<typeof useTrace>['answer'], 'ref' | 'provenance'>
  readonly known: boolean
}

/** Nothing when there is nothing to say beside the trace itself. */
function State({ id, answer, known }: StateProps) {
  const t = useTranslations('traces')
  const { state, fault, retry, value } = answer
  if (state === 'forbidden')
    return (
      <PanelEmpty title={t('forbidden')}>
        <p>{fault?.message}</p>
      </PanelEmpty>
    )
  if (fault !== null) return <PanelError title={t('trace.failed')} message={fault.message} onRetry={retry} />
  if (value === undefined) return <PanelLoading lines={10} />
  if (known) return null
  return (
    <PanelEmpty title={t('trace.unknown')}>
      <p>{t.rich('trace.unknownHint', { id: () => <code>{id}</code> })}</p>
    </PanelEmpty>
  )
}
