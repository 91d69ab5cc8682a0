import type { FilterFault } from '@nobet/domain/filter'
import { SEVERITIES } from '@nobet/contracts'
import { FILTER_FIELDS } from '@nobet/domain/filter'
import { useTranslations } from 'use-intl'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import styles from './FilterBox.module.css'

const SHOWN_CHARS = 40

/** Where the fault is and what was expected there, in the operator's language. */
export function FaultNote({ id, text, fault }: { id: string; text: string; fault: FilterFault }) {
  const t = useTranslations('events.fault')
  const found = text.slice(fault.start, fault.end)
  const words = {
    at: fault.start + 1,
    found: found.length > SHOWN_CHARS ? `${found.slice(0, SHOWN_CHARS)}…` : found,
    fields: [...FILTER_FIELDS, 'severity'].join(', '),
    severities: SEVERITIES.join(', '),
  }
  return (
    <p id={id} role="alert" className={styles['fault']}>
      <StatusMark tone="bad" size={14} />
      <span>
        <b>{t('at', words)}</b> {t(fault.code, words)}
      </span>
    </p>
  )
}
