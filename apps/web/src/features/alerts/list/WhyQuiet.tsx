import type { AlertRow } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { BellOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import text from '../../../ui/text.module.css'
import { changeAlertsSearch } from '../search.ts'
import styles from './AlertList.module.css'

/** In words why it pages nobody: its cause is open too, or a silence covers it. */
export function WhyQuiet({ alert }: { alert: Pick<AlertRow, 'inhibitedBy' | 'silencedBy' | 'acknowledged'> }) {
  const t = useTranslations('alerts.quiet')
  const silences = alert.silencedBy.filter((id) => id !== alert.acknowledged?.silenceId)
  // Between Alertmanager and the log the acknowledgement's own silence may not be known as such yet.
  const silenced = alert.acknowledged === undefined || alert.acknowledged.silenceId !== undefined ? silences : []
  if (alert.inhibitedBy.length === 0 && silenced.length === 0) return null
  return (
    <p className={styles['why']}>
      <BellOff />
      {alert.inhibitedBy.map(({ fingerprint, alertname }) => (
        <span key={fingerprint}>
          {t.rich('inhibited', {
            name: alertname ?? fingerprint,
            cause: (name) => (
              <Link to="/alerts" search={changeAlertsSearch({ sel: fingerprint })} className={text['link']}>
                {name}
              </Link>
            ),
          })}
        </span>
      ))}
      {silenced.map((id) => (
        <span key={id}>
          {t.rich('silenced', {
            silence: (words) => (
              <Link
                to="/alerts"
                search={changeAlertsSearch({ tab: 'silences', silence: id, sel: undefined })}
                className={text['link']}
              >
                {words}
              </Link>
            ),
          })}
        </span>
      ))}
    </p>
  )
}
