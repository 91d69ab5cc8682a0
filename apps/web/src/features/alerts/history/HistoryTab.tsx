import { compileAlertFilter, parseAlertFilter } from '@nobet/domain/alerts'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../../../api/apiError.ts'
import { useSession } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { Panel } from '../../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelError, PanelForbidden, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import type { Provenance } from '../../../ui/panel/ProvenanceChip.tsx'
import styles from '../AlertsPage.module.css'
import { AlertFilter } from '../filter/AlertFilter.tsx'
import list from '../Rows.module.css'
import type { AlertsSearch } from '../search.ts'
import type { SearchChange } from '../useAlertsSearch.ts'
import { EpisodeRow } from './EpisodeRow.tsx'
import { type Episode, HISTORY_INTERVAL_MS, useHistory } from './useHistory.ts'

interface Props {
  readonly search: AlertsSearch
  readonly onSearch: (change: SearchChange) => void
}

/** Alerts that are over, as far back as the log goes. */
export function HistoryTab({ search, onSearch }: Props) {
  const t = useTranslations('alerts.history')
  const filter = useTranslations('alerts.filter')
  const { query, episodes, full } = useHistory()
  const { q = '' } = search
  const matching = useMemo(() => filterEpisodes(episodes, q), [episodes, q])
  return (
    <>
      <div className={styles['toolbar']}>
        <AlertFilter text={q} rows={episodes} onChange={(text) => onSearch({ q: text })}>
          <span>{filter('count', { matching: matching.length, of: episodes.length })}</span>
        </AlertFilter>
      </div>
      <Panel
        title={t('title')}
        note={t('note')}
        provenance={provenanceOf(query)}
        headLine="ruled"
        className={styles['panel']}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
        <div className={list['scroll']} tabIndex={0} role="region" aria-label={t('title')}>
          {query.data === undefined ? (
            <NoHistory query={query} />
          ) : (
            <>
              {matching.length === 0 && (
                <PanelEmpty title={t(episodes.length === 0 ? 'none' : 'noMatch')}>
                  <p>{t('noneDetail')}</p>
                </PanelEmpty>
              )}
              <ul className={list['rows']}>
                {matching.map((episode) => (
                  <EpisodeRow key={episode.cursor} episode={episode} />
                ))}
              </ul>
              <End query={query} full={full} />
            </>
          )}
        </div>
      </Panel>
    </>
  )
}

type Query = ReturnType<typeof useHistory>['query']

function End({ query, full }: { query: Query; full: boolean }) {
  const t = useTranslations('alerts.history')
  if (query.isError)
    return (
      <p className={list['end']} role="alert">
        {t('failed')} <code>{query.error.message}</code>{' '}
        <Button size="small" onClick={() => void query.fetchNextPage()}>
          {t('retry')}
        </Button>
      </p>
    )
  if (!query.hasNextPage) return <p className={list['end']}>{t('begins')}</p>
  if (full) return <p className={list['end']}>{t('full')}</p>
  return (
    <p className={list['end']}>
      <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t(query.isFetchingNextPage ? 'loading' : 'more')}
      </Button>
    </p>
  )
}

function NoHistory({ query }: { query: Query }) {
  const t = useTranslations('alerts.history')
  const session = useSession().data
  if (query.error === null) return <PanelLoading lines={8} />
  const { error } = query
  const forbidden = error instanceof ApiError && error.failure.kind === 'problem' && error.failure.status === 403
  if (forbidden) return <PanelForbidden title={t('forbidden')} role={session?.user.role ?? ''} need="viewer" />
  return <PanelError title={t('failed')} message={error.message} onRetry={() => void query.refetch()} />
}

function filterEpisodes(episodes: readonly Episode[], text: string): readonly Episode[] {
  const parsed = parseAlertFilter(text)
  return parsed.ok && parsed.terms.length > 0 ? episodes.filter(compileAlertFilter(parsed.terms)) : episodes
}

function provenanceOf({ data, isError, dataUpdatedAt }: Query): Provenance {
  if (data === undefined) return { kind: isError ? 'unavailable' : 'loading' }
  const at = new Date(dataUpdatedAt).toISOString()
  return isError ? { kind: 'stale', since: at } : { kind: 'observed', at, intervalMs: HISTORY_INTERVAL_MS }
}
