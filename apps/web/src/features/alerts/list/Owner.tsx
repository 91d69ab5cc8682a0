import type { AlertRow } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { useActions } from '../act/ActionsContext.tsx'

/** Who is on it, since when and until when; and what is asked for and not done yet. */
export function Owner({ alert: { fingerprint, acknowledged } }: { alert: AlertRow }) {
  const t = useTranslations('alerts.owner')
  const format = useFormat()
  const now = useNow()
  const pending = useActions().pending.get(fingerprint)
  if (pending !== undefined) return <em>{t(pending)}</em>
  if (acknowledged === undefined) return <i>{t('nobody')}</i>
  const { by, at, until, comment } = acknowledged
  return (
    <span title={[format.absolute(at), until && format.absolute(until), comment].filter(Boolean).join(' · ')}>
      <b>{by}</b> {t('since', { time: format.moment(at, now) })}
      {until !== undefined && <i>{t('until', { time: format.moment(until, now) })}</i>}
    </span>
  )
}
