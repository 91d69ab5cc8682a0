import { ALERT_LIMITS, type AlertRow, type LogItem } from '@nobet/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useApi } from '../../../api/ApiContext.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { alertApi } from '../data/alertApi.ts'
import styles from './AlertDetail.module.css'
import { EventLinks } from './EventLinks.tsx'

/** What changed on its module, and on nobody's, in the half hour before it began. */
export function ChangesBefore({ alert }: { alert: AlertRow }) {
  const t = useTranslations('alerts.changes')
  const format = useFormat()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['alertChanges', alert.fingerprint, alert.startsAt],
    queryFn: ({ signal }) => alertApi.changes(api, alert.fingerprint, signal),
    staleTime: Infinity,
  })
  const window = format.duration(ALERT_LIMITS.changedBeforeMs)
  const items: readonly LogItem[] | undefined = data?.changes
  return (
    <section className={styles['part']}>
      <h3>{t('title', { window })}</h3>
      <EventLinks
        items={items}
        error={error}
        empty={t('none', { window })}
        onRetry={() => void refetch()}
        until={alert.startsAt}
      />
    </section>
  )
}
