import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useApi } from '../../../api/ApiContext.tsx'
import styles from './AlertDetail.module.css'
import { EventLinks } from './EventLinks.tsx'

const EVENTS_MAX = 20

/** What the log says of this alert, newest first, also when it is over. */
export function AlertEvents({ fingerprint }: { fingerprint: string }) {
  const t = useTranslations('alerts.detail')
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['alerts', 'events', fingerprint],
    queryFn: ({ signal }) => api.events({ types: 'alert.*', q: fingerprint, limit: EVENTS_MAX }, signal),
  })
  return (
    <section className={styles['part']}>
      <h3>{t('events')}</h3>
      <EventLinks
        items={data?.events.toReversed()}
        error={error}
        empty={t('noEvents')}
        onRetry={() => void refetch()}
      />
    </section>
  )
}
