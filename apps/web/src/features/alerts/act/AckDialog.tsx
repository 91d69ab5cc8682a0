import { ALERT_LIMITS, type AlertRow } from '@nobet/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTimeZone } from '../../../prefs/PrefsContext.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import styles from '../Form.module.css'
import { DurationChoice } from './DurationChoice.tsx'
import { useActions } from './ActionsContext.tsx'
import { BULK_MAX } from './useAlertActions.ts'
import { NamesOf } from './NamesOf.tsx'

const HOUR_MS = 3_600_000
const CHOICES = [HOUR_MS / 2, HOUR_MS, ALERT_LIMITS.ackDefaultMs, 8 * HOUR_MS, ALERT_LIMITS.ackMaxMs] as const

/** For how long somebody is on it, and what they want to say. It names how many alerts it is about. */
export function AckDialog({ alerts, onClose }: { alerts: readonly AlertRow[]; onClose: () => void }) {
  const t = useTranslations('alerts.ack')
  const format = useFormat()
  const timeZone = useTimeZone()
  const now = useNow()
  const id = useId()
  const { acknowledge } = useActions()
  const [durationMs, setDuration] = useState<number>(ALERT_LIMITS.ackDefaultMs)
  const [comment, setComment] = useState('')
  const count = Math.min(alerts.length, BULK_MAX)
  const until = now + durationMs
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onClose()
    void acknowledge(alerts, { durationMs, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) })
  }
  return (
    <Dialog open onClose={onClose} title={t('title', { count, name: alerts[0]?.alertname ?? '' })}>
      <form className={styles['form']} onSubmit={onSubmit}>
        {alerts.length > 1 && <NamesOf alerts={alerts} />}
        {alerts.length > BULK_MAX && (
          <p className={styles['warn']}>{t('tooMany', { most: BULK_MAX, count: alerts.length })}</p>
        )}
        <DurationChoice label={t('for')} choices={CHOICES} value={durationMs} onChange={setDuration} />
        <p className={styles['note']}>
          {t('until', { time: format.moment(until, now), zone: timeZone, offset: format.zone(until) })} {t('what')}
        </p>
        <label htmlFor={id}>{t('comment')}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={ALERT_LIMITS.commentChars}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
        <div className={styles['foot']}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" data-autofocus>
            {t('confirm', { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
