import type { NotificationRules } from '@nobet/domain/toasts'
import { useTranslations } from 'use-intl'
import { useTimeZone } from '../../../prefs/PrefsContext.tsx'
import settings from '../SettingsPage.module.css'
import styles from './Notifications.module.css'

type Quiet = NotificationRules['quiet']
const MINUTES_PER_HOUR = 60

/** Hours of the day in which only what passes is told and heard; over midnight when they end before they begin. */
export function QuietHours({ quiet, onChange }: { quiet: Quiet; onChange: (quiet: Quiet) => void }) {
  const t = useTranslations('notify.quiet')
  const zone = useTimeZone()
  return (
    <fieldset className={styles['group']}>
      <legend>{t('title')}</legend>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={quiet.on}
          onChange={({ target }) => onChange({ ...quiet, on: target.checked })}
        />
        {t('on', { zone })}
      </label>
      {quiet.on && (
        <div className={styles['trio']}>
          <TimeField name={t('from')} minute={quiet.from} onChange={(from) => onChange({ ...quiet, from })} />
          <TimeField name={t('to')} minute={quiet.to} onChange={(to) => onChange({ ...quiet, to })} />
          <label className={settings['field']}>
            <span>{t('passes')}</span>
            <select
              className={settings['select']}
              value={quiet.passes}
              onChange={({ target }) =>
                onChange({ ...quiet, passes: target.value === 'nothing' ? 'nothing' : 'critical' })
              }
            >
              <option value="critical">{t('critical')}</option>
              <option value="nothing">{t('nothing')}</option>
            </select>
          </label>
        </div>
      )}
      {quiet.on && quiet.from === quiet.to && <p className={styles['note']}>{t('wholeDay')}</p>}
      {quiet.on && quiet.passes === 'nothing' && <p className={styles['warn']}>{t('nothingWakes')}</p>}
    </fieldset>
  )
}

interface TimeProps {
  readonly name: string
  readonly minute: number
  readonly onChange: (minute: number) => void
}

function TimeField({ name, minute, onChange }: TimeProps) {
  return (
    <label className={settings['field']}>
      <span>{name}</span>
      <input
        type="time"
        className={settings['select']}
        value={toClock(minute)}
        onChange={({ target }) => {
          const [hours = NaN, minutes = NaN] = target.value.split(':').map(Number)
          if (!Number.isNaN(hours + minutes)) onChange(hours * MINUTES_PER_HOUR + minutes)
        }}
      />
    </label>
  )
}

const toClock = (minute: number): string =>
  [Math.floor(minute / MINUTES_PER_HOUR), minute % MINUTES_PER_HOUR]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
