import type { AlertRow } from '@nobet/contracts'
import { standingOf } from '@nobet/domain/alerts'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { useLinkFreshness } from '../../../ui/link.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { Time } from '../../../ui/Time.tsx'
import { readSummary } from '../data/links.ts'
import { ModuleLink } from '../detail/ModuleLink.tsx'
import styles from './AlertList.module.css'
import { LineActions } from './LineActions.tsx'
import { Owner } from './Owner.tsx'
import type { ListHands } from './useListHands.ts'
import { WhyQuiet } from './WhyQuiet.tsx'

interface Props {
  readonly alert: AlertRow
  readonly picked: boolean
  readonly hands: Pick<ListHands, 'toggle' | 'ask'>
  readonly onOpen: (alert: AlertRow) => void
}

/** One open alert: how bad, what, where, since when, who is on it, and what to do now. */
export const AlertLine = memo(
  function AlertLine({ alert, picked, hands, onOpen }: Props) {
    const t = useTranslations('alerts.list')
    const severity = useTranslations('severity')
    const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
    const standing = standingOf(alert)
    const quiet = standing === 'silenced' || standing === 'inhibited'
    return (
      <div className={styles['alert']} data-standing={standing} data-severity={alert.severity}>
        <span role="gridcell" className={styles['pick']}>
          <input
            type="checkbox"
            aria-label={t('pick', { name: alert.alertname })}
            checked={picked}
            onChange={() => hands.toggle(alert.fingerprint)}
          />
        </span>
        <span role="gridcell" className={styles['severity']}>
          <SeverityMark severity={alert.severity} known={quiet ? 'last' : known} size={16} />
          <i>{severity(alert.severity)}</i>
        </span>
        <div role="gridcell" className={styles['what']}>
          <p className={styles['name']}>
            <button type="button" onClick={() => onOpen(alert)}>
              {alert.alertname}
            </button>
            <ModuleLink module={alert.module} />
          </p>
          <p className={styles['summary']}>{readSummary(alert)}</p>
          <WhyQuiet alert={alert} />
        </div>
        <span role="gridcell" className={styles['age']}>
          <Time at={alert.startsAt} />
        </span>
        <span role="gridcell" className={styles['owner']}>
          <Owner alert={alert} />
        </span>
        <span role="gridcell" className={styles['actions']}>
          <LineActions alert={alert} onAsk={hands.ask} />
        </span>
      </div>
    )
  },
  (a, b) => a.alert === b.alert && a.picked === b.picked && a.onOpen === b.onOpen,
)
