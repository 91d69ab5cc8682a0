import { type AlertRow, SEVERITIES } from '@nobet/contracts'
import { STANDINGS, standingOf } from '@nobet/domain/alerts'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import styles from '../AlertsPage.module.css'

interface Props {
  readonly rows: readonly AlertRow[]
  /** Adds a term to the filter, or takes it away. */
  readonly onTerm: (term: string) => void
  readonly has: (term: string) => boolean
}

/** How many of each severity and standing; each is also a filter. */
export function Counts({ rows, onTerm, has }: Props) {
  const t = useTranslations('alerts.counts')
  const severity = useTranslations('severity')
  const standing = useTranslations('alerts.standing')
  const counts = useMemo(() => countAll(rows), [rows])
  return (
    <div className={styles['counts']} role="group" aria-label={t('label')}>
      {SEVERITIES.toReversed().map((name) => {
        const count = counts.get(`severity=${name}`) ?? 0
        if (count === 0) return null
        return (
          <button
            key={name}
            type="button"
            aria-pressed={has(`severity=${name}`)}
            onClick={() => onTerm(`severity=${name}`)}
          >
            <SeverityMark severity={name} size={12} />
            {severity(name)} <b>{count}</b>
          </button>
        )
      })}
      <span className={styles['bar']} />
      {STANDINGS.map((name) => {
        const count = counts.get(`state=${name}`) ?? 0
        if (count === 0) return null
        return (
          <button key={name} type="button" aria-pressed={has(`state=${name}`)} onClick={() => onTerm(`state=${name}`)}>
            {standing(name)} <b>{count}</b>
          </button>
        )
      })}
    </div>
  )
}

function countAll(rows: readonly AlertRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows)
    for (const key of [`severity=${row.severity}`, `state=${standingOf(row)}`])
      counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
