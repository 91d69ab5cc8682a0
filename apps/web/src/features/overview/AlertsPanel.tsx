import type { AlertView } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { SOURCES_INTERVAL_MS, useSources } from '../../api/queries.ts'
import { useWorld } from '../../live/LiveContext.tsx'
import { Count } from '../../ui/Count.tsx'
import { cx } from '../../ui/cx.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelLoading, PanelNotConfigured } from '../../ui/panel/PanelStates.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { StateChanges } from './StateChanges.tsx'
import styles from './AlertsPanel.module.css'

const SHOWN_MAX = 6

/** Open alerts, newest first; without an Alertmanager it says so and shows the panel's own state changes. */
export function AlertsPanel() {
  const t = useTranslations('overview.alerts')
  const alerts = Object.values(useWorld((world) => world.alerts)).sort((a, b) => b.startsAt.localeCompare(a.startsAt))
  const { data, dataUpdatedAt, isPending } = useSources()
  const source = data?.sources.find((known) => known.kind === 'alertmanager')
  const configured = source !== undefined && source.state !== 'not_configured'
  if (alerts.length === 0 && isPending)
    return (
      <Panel title={t('title')} provenance={{ kind: 'loading' }} className={cx(styles['panel'], styles['waiting'])}>
        <PanelLoading />
      </Panel>
    )
  if (alerts.length === 0 && !configured)
    return (
      <Panel title={t('title')} provenance={{ kind: 'not_configured' }} className={styles['panel']}>
        <PanelNotConfigured title={t('notConfigured')} configKey="NOBET_ALERTMANAGER_URL" fileKey={source?.key}>
          <p>{t('notConfiguredDetail')}</p>
        </PanelNotConfigured>
        <StateChanges />
      </Panel>
    )
  const watchdog = data?.sources.find((known) => known.kind === 'watchdog')
  const blind = source?.state === 'unavailable' || watchdog?.state === 'unavailable'
  const observed = {
    kind: 'observed',
    at: new Date(dataUpdatedAt).toISOString(),
    intervalMs: SOURCES_INTERVAL_MS,
  } as const
  return (
    <Panel
      title={t('title')}
      note={<Count>{alerts.length}</Count>}
      actions={
        <Link to="/alerts" className={styles['all']}>
          {t('all')}
        </Link>
      }
      provenance={source?.state === 'unavailable' ? { kind: 'stale', since: source.since } : observed}
      className={styles['panel']}
      headLine="ruled"
    >
      {watchdog?.state === 'unavailable' && (
        <p className={styles['blind']} role="alert">
          <StatusMark tone="bad" size={14} />
          {t('blind')}
        </p>
      )}
      {alerts.slice(0, SHOWN_MAX).map((alert) => (
        <Alert key={alert.fingerprint} alert={alert} />
      ))}
      {alerts.length > SHOWN_MAX && (
        <Link to="/alerts" className={styles['more']}>
          {t('more', { count: alerts.length - SHOWN_MAX })}
        </Link>
      )}
      {alerts.length === 0 && (
        <PanelEmpty title={t(blind ? 'notKnown' : 'none')}>
          <p>{t(blind ? 'notKnownDetail' : 'noneDetail')}</p>
        </PanelEmpty>
      )}
    </Panel>
  )
}

function Alert({ alert }: { alert: AlertView }) {
  const t = useTranslations('overview.alerts')
  const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
  return (
    <article className={styles['alert']}>
      <SeverityMark severity={alert.severity} known={known} size={16} />
      <div>
        <h3>
          <Link to="/alerts" search={{ sel: alert.fingerprint }}>
            {alert.alertname}
          </Link>
          <Time at={alert.startsAt} />
        </h3>
        <p>{alert.annotations['summary'] ?? alert.annotations['description'] ?? alert.module}</p>
        <p className={styles['owner']}>
          {alert.acknowledged === undefined ? t('nobody') : t('by', { by: alert.acknowledged.by })}
        </p>
      </div>
    </article>
  )
}
