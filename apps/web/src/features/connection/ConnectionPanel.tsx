import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useApi } from '../../api/ApiContext.tsx'
import { useLinkReport, useLive } from '../../live/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { BoardLink } from '../boards/BoardLink.tsx'
import styles from './Connection.module.css'
import { Figures } from './Figures.tsx'
import { History } from './History.tsx'
import { TransportList } from './TransportList.tsx'

const NGINX = `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";
proxy_set_header Host $http_host;
proxy_buffering off;
proxy_read_timeout 60s;`

/** Transports with a button to force each, figures, what to set in a proxy, and what has happened. */
export function ConnectionPanel() {
  const t = useTranslations('connection')
  const live = useLive()
  const { state, stats } = useLinkReport()
  return (
    <div className={styles['panel']} data-sure="">
      <div className={styles['head']}>
        <h2>{t('title')}</h2>
        <Suspense>
          <BoardLink board="websocket-observability" size="small" />
        </Suspense>
        {stats.forced !== undefined && (
          <Button size="small" onClick={() => live.force(undefined)}>
            {t('auto')}
          </Button>
        )}
        {state.kind !== 'live' && (
          <Button size="small" look="primary" onClick={live.reconnectNow}>
            {t('retry')}
          </Button>
        )}
      </div>
      <TransportList />
      {stats.upgradeBlocked && <ProxyHint />}
      {state.kind === 'offline' && <OfflineHint />}
      <Figures stats={stats} />
      <History history={stats.history} />
    </div>
  )
}

export function ProxyHint() {
  const t = useTranslations('connection')
  return (
    <div className={styles['hint']} role="note">
      <h3>{t('blockedTitle')}</h3>
      <p>{t('blockedText')}</p>
      <p>{t('blockedNginx')}</p>
      <pre>{NGINX}</pre>
    </div>
  )
}

function OfflineHint() {
  const t = useTranslations('connection')
  const api = useApi()
  return <p className={styles['hint']}>{t('offlineHint', { path: api.url('/healthz') })}</p>
}
