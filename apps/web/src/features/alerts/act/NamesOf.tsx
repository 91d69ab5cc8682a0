import type { AlertRow } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { readSummary } from '../data/links.ts'
import styles from '../Form.module.css'

const NAMED_MAX = 6

/** The first alerts an action is about; the rest as a number. */
export function NamesOf({ alerts }: { alerts: readonly AlertRow[] }) {
  const t = useTranslations('alerts.ack')
  return (
    <ul className={styles['names']}>
      {alerts.slice(0, NAMED_MAX).map((alert) => (
        <li key={alert.fingerprint}>
          <SeverityMark severity={alert.severity} size={12} />
          <b>{alert.alertname}</b>
          <span>{readSummary(alert)}</span>
        </li>
      ))}
      {alerts.length > NAMED_MAX && <li>{t('andMore', { count: alerts.length - NAMED_MAX })}</li>}
    </ul>
  )
}
