import { severityRank } from '@nobet/contracts'
import { standingOf } from '@nobet/domain/alerts'
import { BellOff, ChevronDown, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { useTitles } from '../../events/log/useRowText.ts'
import styles from './AlertList.module.css'
import type { GroupRow, QuietRow } from './toListRows.ts'

const NAMES_SHOWN = 4

/** The head of a group; a shut one says what is inside. */
export function GroupLine({ row, onTurn }: { row: GroupRow; onTurn: () => void }) {
  const t = useTranslations('alerts.list')
  const titles = useTitles()
  const { module, ...others } = row.labels
  const id = row.name ?? module
  const name = id === undefined ? undefined : (titles[id]?.title ?? id)
  const labels = Object.entries(others)
  const active = row.alerts.filter((alert) => standingOf(alert) === 'active')
  const worst = active.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity))[0]
  return (
    <div role="gridcell" className={styles['group']}>
      <button type="button" aria-expanded={row.open} onClick={onTurn}>
        {row.open ? <ChevronDown /> : <ChevronRight />}
        {!row.open && worst !== undefined && <SeverityMark severity={worst.severity} size={14} />}
        <b>{name ?? (labels.length === 0 ? t('noGroup') : t('group'))}</b>
        <code>{labels.map(([label, value]) => `${label}=${value}`).join(', ')}</code>
      </button>
      <span>{t('inGroup', { count: row.alerts.length, active: active.length })}</span>
    </div>
  )
}

/** Silenced and inhibited alerts of a group, folded: how many, which, and the way to see them. */
export function QuietLine({ row, onTurn }: { row: QuietRow; onTurn: () => void }) {
  const t = useTranslations('alerts.list')
  const inhibited = row.alerts.filter((alert) => standingOf(alert) === 'inhibited').length
  const names = [...new Set(row.alerts.map(({ alertname }) => alertname))]
  return (
    <div role="gridcell" className={styles['quiet']}>
      <BellOff />
      <span>
        {t('quiet', { inhibited, silenced: row.alerts.length - inhibited })}: {names.slice(0, NAMES_SHOWN).join(', ')}
        {names.length > NAMES_SHOWN && ' …'}
      </span>
      <button type="button" aria-expanded={row.open} onClick={onTurn}>
        {t(row.open ? 'hide' : 'show')}
      </button>
    </div>
  )
}
