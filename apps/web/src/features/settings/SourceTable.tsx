import type { SourceView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { SOURCES_INTERVAL_MS, useSources } from '../../api/queries.ts'
import { cx } from '../../ui/cx.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelError, PanelLoading } from '../../ui/panel/PanelStates.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { toneOfSource } from '../../ui/tone.ts'
import tones from '../../ui/tone.module.css'
import styles from './SettingsPage.module.css'

/** Every source, its state, since when, and the key that switches on what is off. */
export function SourceTable() {
  const t = useTranslations('settings')
  const panel = useTranslations('panel')
  const { data, error, dataUpdatedAt, refetch } = useSources()
  const observed = {
    kind: 'observed',
    at: new Date(dataUpdatedAt).toISOString(),
    intervalMs: SOURCES_INTERVAL_MS,
  } as const
  const missing = { kind: error === null ? 'loading' : 'unavailable' } as const
  return (
    <Panel
      title={t('sources')}
      note={t('sourcesNote')}
      provenance={data === undefined ? missing : observed}
      className={cx(data === undefined && styles['waitingSources'])}
    >
      {data === undefined && error === null && <PanelLoading lines={6} />}
      {data === undefined && error !== null && (
        <PanelError title={panel('cannotLoad')} message={error.message} onRetry={() => void refetch()} />
      )}
      {data?.sources.length === 0 && <PanelEmpty title={t('noSources')} />}
      {data !== undefined && data.sources.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard
        <div className={styles['scroll']} tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('source')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('since')}</th>
                <th scope="col">{t('lastOk')}</th>
              </tr>
            </thead>
            <tbody>
              {data.sources.map((source) => (
                <Row key={source.id} source={source} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function Row({ source }: { source: SourceView }) {
  const t = useTranslations('settings')
  const link = useLinkFreshness()
  const tone = toneOfSource(source.state)
  const known = link === 'offline' || (link === 'poll' && source.state === 'live') ? 'last' : 'now'
  const off = source.state === 'not_configured'
  return (
    <tr>
      <td>
        <span className={styles['name']}>{source.id}</span>
        {source.kind !== source.id && <span className={styles['why']}>{source.kind}</span>}
      </td>
      <td>
        <span className={cx(styles['state'], tones[tone])} data-known={known}>
          <StatusMark tone={tone} known={known} size={14} />
          {t(`states.${known === 'last' && source.state === 'live' ? 'wasLive' : source.state}`)}
        </span>
        {source.error !== undefined && <code className={styles['why']}>{source.error}</code>}
        {off && source.key !== undefined && (
          <span className={styles['why']}>
            {t('key')} <code>{source.key}</code>
          </span>
        )}
      </td>
      <td className={styles['time']} data-label={t('since')} data-empty={off}>
        {off ? '–' : <Time at={source.since} as="moment" />}
      </td>
      <td className={styles['time']} data-label={t('lastOk')} data-empty={off}>
        {source.lastOkAt === null ? off ? '–' : t('never') : <Time at={source.lastOkAt} />}
      </td>
    </tr>
  )
}
