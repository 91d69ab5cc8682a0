import type { SourceView } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { SOURCES_INTERVAL_MS, useSources } from '../../api/queries.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelError, PanelLoading } from '../../ui/panel/PanelStates.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { toneOfSource } from '../../ui/tone.ts'
import styles from './SourcesPanel.module.css'

/** What the panel reads from and how that goes: trouble first, one line each. */
export function SourcesPanel() {
  const t = useTranslations('overview.sources')
  const panel = useTranslations('panel')
  const { data, error, dataUpdatedAt, refetch } = useSources()
  const provenance =
    data === undefined
      ? ({ kind: error === null ? 'loading' : 'unavailable' } as const)
      : ({ kind: 'observed', at: new Date(dataUpdatedAt).toISOString(), intervalMs: SOURCES_INTERVAL_MS } as const)
  return (
    <Panel
      title={t('title')}
      provenance={provenance}
      headLine="ruled"
      className={cx(styles['panel'], data === undefined && styles['waiting'])}
      actions={
        <Link to="/settings" className={buttonClass('bare', 'small')} aria-label={t('all')} title={t('all')}>
          <ArrowRight />
        </Link>
      }
    >
      {data?.sources.map((source) => (
        <Row key={source.id} source={source} />
      ))}
      {data === undefined && error === null && <PanelLoading lines={3} />}
      {data === undefined && error !== null && (
        <PanelError title={panel('cannotLoad')} message={error.message} onRetry={() => void refetch()} />
      )}
    </Panel>
  )
}

function Row({ source }: { source: SourceView }) {
  const t = useTranslations('overview.sources')
  const format = useFormat()
  const link = useLinkFreshness()
  const known = link === 'offline' || (link === 'poll' && source.state === 'live') ? 'last' : 'now'
  const words =
    source.state === 'not_configured'
      ? t('notConfigured')
      : (source.error ?? t(known === 'last' && source.state === 'live' ? 'wasLive' : source.state))
  return (
    <div className={styles['row']} data-off={source.state === 'not_configured'}>
      <StatusMark tone={toneOfSource(source.state)} known={known} size={14} />
      <b>{source.id}</b>
      <span title={source.error}>{words}</span>
      {source.state !== 'not_configured' && <time dateTime={source.since}>{format.shortClock(source.since)}</time>}
    </div>
  )
}
