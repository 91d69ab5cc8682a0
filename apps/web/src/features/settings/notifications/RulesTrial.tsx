import type { NotificationRules } from '@nobet/domain/toasts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useApi } from '../../../api/ApiContext.tsx'
import { useTimeZone } from '../../../prefs/PrefsContext.tsx'
import { minuteOfDay } from '../../toasts/minuteOfDay.ts'
import { NOTICE_TYPES, type Trial, tryRules } from '../../toasts/tryRules.ts'
import styles from './Notifications.module.css'

const HOUR_MS = 3_600_000
const EVENTS_MAX = 1_000
const REFRESH_MS = 60_000

/** What the rules as they stand would have made of the last hour's events. */
export function RulesTrial({ rules }: { rules: NotificationRules }) {
  const t = useTranslations('notify.trial')
  const api = useApi()
  const zone = useTimeZone()
  const { data, isError } = useQuery({
    queryKey: ['events', 'notices'],
    queryFn: async ({ signal }) => {
      const page = await api.events({ types: NOTICE_TYPES.join(','), limit: EVENTS_MAX }, signal)
      return { events: page.events.map(({ event }) => event), at: Date.now() }
    },
    refetchInterval: REFRESH_MS,
  })
  const trial = useMemo(() => {
    if (data === undefined) return undefined
    const recent = data.events.filter(({ time }) => data.at - Date.parse(time) <= HOUR_MS)
    return { ...tryRules(recent, rules, (at) => minuteOfDay(at, zone)), isCut: recent.length >= EVENTS_MAX }
  }, [data, rules, zone])
  return (
    <section className={styles['trial']} aria-live="polite">
      <h3>{t('title')}</h3>
      {trial === undefined && <p>{isError ? t('unknown') : t('asking')}</p>}
      {trial !== undefined && <Outcome trial={trial} />}
      {trial?.isCut === true && <p className={styles['note']}>{t('cut', { max: EVENTS_MAX })}</p>}
    </section>
  )
}

function Outcome({ trial }: { trial: Trial }) {
  const t = useTranslations('notify.trial')
  if (trial.notices === 0) return <p>{t('nothing')}</p>
  const { notices, toasts, sounds, notes, held } = trial
  const reasons = (['floor', 'quiet', 'muted', 'not-chosen'] as const).filter((reason) => held[reason] > 0)
  return (
    <>
      <p>{t('made', { notices, toasts, sounds, notes })}</p>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{t(`held.${reason}`, { count: held[reason] })}</li>
          ))}
        </ul>
      )}
    </>
  )
}
