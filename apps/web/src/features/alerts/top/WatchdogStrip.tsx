import type { AlertList } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { cx } from '../../../ui/cx.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { Time } from '../../../ui/Time.tsx'
import styles from '../AlertsPage.module.css'
import type { Alerts } from '../data/useAlerts.ts'

/** The dead man's switch first: a quiet list means nothing while the monitor itself is blind. */
export function WatchdogStrip({ alerts }: { alerts: Alerts }) {
  const { list, answer } = alerts
  if (list === undefined) return null
  const fresh = answer.state === 'live' ? 'now' : 'last'
  return (
    <>
      <Watchdog watchdog={list.watchdog} fresh={fresh} />
      <Peers peers={list.peers} />
    </>
  )
}

function Watchdog({ watchdog, fresh }: { watchdog: AlertList['watchdog']; fresh: 'now' | 'last' }) {
  const t = useTranslations('alerts.watchdog')
  const format = useFormat()
  const now = useNow()
  const { state, lastSeenAt } = watchdog
  switch (state) {
    case 'missing':
      return (
        <section className={cx(styles['banner'], styles['blind'])} role="alert">
          <StatusMark tone="bad" size={20} />
          <div>
            <h2>{lastSeenAt === null ? t('neverSeen') : t('missing', { time: format.moment(lastSeenAt, now) })}</h2>
            <p>
              {lastSeenAt !== null &&
                t('silentFor', { span: format.duration(Math.max(0, now - Date.parse(lastSeenAt))) })}{' '}
              {t('provesNothing')}
            </p>
          </div>
          <Link to="/settings" className={buttonClass()}>
            {t('checkSources')}
          </Link>
        </section>
      )
    case 'live':
      return (
        <p className={styles['strip']}>
          <StatusMark tone="ok" known={fresh} size={14} />
          {lastSeenAt !== null && (
            <span>
              {t('seen')} <Time at={lastSeenAt} />
            </span>
          )}
          <span className={styles['space']} />
          <i>{t(fresh === 'now' ? 'open' : 'wasOpen')}</i>
        </p>
      )
    case 'unknown':
      return (
        <p className={styles['strip']} role="status">
          <StatusMark tone="unknown" size={14} />
          <span>{t('unknown')}</span>
        </p>
      )
    case 'not_configured':
      return null
  }
}

/** Only what is not as it should be: each peer that does not answer, in its own words. */
function Peers({ peers }: { peers: AlertList['peers'] }) {
  const t = useTranslations('alerts.peers')
  const away = peers.filter(({ state }) => state !== 'live')
  const format = useFormat()
  const now = useNow()
  if (away.length === 0) return null
  return (
    <div className={cx(styles['banner'], styles['away'])} role="status">
      <StatusMark tone={away.length === peers.length ? 'bad' : 'warn'} size={16} />
      <div>
        <h2>
          {t(away.length === peers.length ? 'none' : 'some', { got: peers.length - away.length, of: peers.length })}
        </h2>
        <p>{t(away.length === peers.length ? 'noneMeans' : 'someMeans')}</p>
        <ul>
          {away.map(({ url, error, lastOkAt }) => (
            <li key={url}>
              <code>{url}</code> {error}{' '}
              {lastOkAt === null ? t('never') : t('last', { time: format.moment(lastOkAt, now) })}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
