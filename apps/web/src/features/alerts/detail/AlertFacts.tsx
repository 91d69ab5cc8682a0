import type { AlertRow } from '@nobet/contracts'
import { standingOf } from '@nobet/domain/alerts'
import { useTranslations } from 'use-intl'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { Time } from '../../../ui/Time.tsx'
import { readSummary } from '../data/links.ts'
import { Owner } from '../list/Owner.tsx'
import { WhyQuiet } from '../list/WhyQuiet.tsx'
import styles from './AlertDetail.module.css'
import { ModuleLink } from './ModuleLink.tsx'

/** The sentence, and what is asked next: how bad, since when, where, who. */
export function AlertFacts({ alert }: { alert: AlertRow }) {
  const t = useTranslations('alerts.detail')
  const severity = useTranslations('severity')
  const standing = useTranslations('alerts.standing')
  const { description, summary } = alert.annotations
  return (
    <>
      <p className={styles['sentence']}>{readSummary(alert)}</p>
      {description !== undefined && description !== summary && <p className={styles['description']}>{description}</p>}
      <WhyQuiet alert={alert} />
      <dl className={styles['facts']}>
        <dt>{t('severity')}</dt>
        <dd className={styles['severity']}>
          <SeverityMark severity={alert.severity} />
          {severity(alert.severity)}, {standing(standingOf(alert))}
        </dd>
        <dt>{t('since')}</dt>
        <dd>
          <Time at={alert.startsAt} as="moment" /> · <Time at={alert.startsAt} />
        </dd>
        <dt>{t('module')}</dt>
        <dd>{alert.module === undefined ? t('noModule') : <ModuleLink module={alert.module} />}</dd>
        <dt>{t('owner')}</dt>
        <dd className={styles['owner']}>
          <Owner alert={alert} />
          {alert.acknowledged?.comment !== undefined && <q>{alert.acknowledged.comment}</q>}
        </dd>
        <dt>{t('receivers')}</dt>
        <dd>{alert.receivers.length === 0 ? t('notRead') : alert.receivers.join(', ')}</dd>
        <dt>{t('peers')}</dt>
        <dd>{alert.peers.length === 0 ? t('notRead') : alert.peers.join(', ')}</dd>
        <dt>{t('fingerprint')}</dt>
        <dd>
          <code>{alert.fingerprint}</code>
        </dd>
      </dl>
    </>
  )
}
