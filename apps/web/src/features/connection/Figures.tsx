import type { LinkStats } from '@nobet/stream-client'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import styles from './Connection.module.css'

/** Counts since this page was opened. */
export function Figures({ stats }: { stats: LinkStats }) {
  const t = useTranslations('connection')
  const format = useFormat()
  const lost =
    stats.unknownLosses === 0
      ? format.number(stats.lost)
      : t('unknownLosses', { lost: format.number(stats.lost), count: stats.unknownLosses })
  const rows = [
    ['roundTrip', stats.roundTripMs === undefined ? t('notMeasured') : format.latency(stats.roundTripMs)],
    ['eventsPerSecond', format.number(stats.eventsPerSecond)],
    ['received', format.number(stats.received)],
    ['recovered', format.number(stats.recovered)],
    ['lost', lost],
    ['duplicates', format.number(stats.duplicates)],
    ['malformed', format.number(stats.malformed)],
    ['cursor', stats.cursor ?? '–'],
  ] as const
  return (
    <dl className={styles['figures']}>
      {rows.map(([name, value]) => (
        <div key={name} data-figure={name}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
