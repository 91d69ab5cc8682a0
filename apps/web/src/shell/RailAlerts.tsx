import { severityRank } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useWorld } from '../live/LiveContext.tsx'
import { Hidden } from '../ui/Hidden.tsx'
import { useLinkFreshness } from '../ui/link.tsx'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import styles from './RailAlerts.module.css'

/** How many alerts are open, with the mark of the worst; nothing while none is. */
export function RailAlerts() {
  const t = useTranslations('shell')
  const severities = useTranslations('severity')
  const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
  const alerts = Object.values(useWorld((world) => world.alerts))
  const worst = alerts.reduce<(typeof alerts)[number] | undefined>(
    (most, alert) => (most === undefined || severityRank(alert.severity) > severityRank(most.severity) ? alert : most),
    undefined,
  )
  if (worst === undefined) return null
  return (
    <em className={styles['open']}>
      <SeverityMark severity={worst.severity} known={known} size={12} />
      {alerts.length}
      <Hidden>{t('openAlerts', { worst: severities(worst.severity) })}</Hidden>
    </em>
  )
}
