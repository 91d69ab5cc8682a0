import { ALERT_LIMITS, type AlertRow, type SilenceMatcher } from '@nobet/contracts'
import { toMatcher } from '@nobet/domain/alerts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTimeZone } from '../../../prefs/PrefsContext.tsx'
import { useSession } from '../../../api/queries.ts'
import { WallField } from '../../../shell/range/WallField.tsx'
import { useWallField } from '../../../shell/range/useWallField.ts'
import { Button } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { DurationChoice } from '../act/DurationChoice.tsx'
import { useActions } from '../act/ActionsContext.tsx'
import styles from '../Form.module.css'
import { MatcherFields } from './MatcherFields.tsx'
import { Preview } from './Preview.tsx'
import { type FieldFault, fieldOf, judgeForm } from './judgeForm.ts'
import { useSaveSilence } from './useSaveSilence.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CHOICES = [30 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS, 24 * HOUR_MS] as const
const DEFAULT_MS = 2 * HOUR_MS

/** What the form begins with; instants are epoch ms. `begun`: its beginning is past and stays. */
export interface FormStart {
  readonly matchers: readonly SilenceMatcher[]
  readonly comment: string
  readonly id?: string
  readonly begun?: boolean
  readonly startsAt?: number
  readonly endsAt?: number
}

interface Props {
  readonly start: FormStart
  readonly rows: readonly AlertRow[]
  readonly onClose: () => void
}

/** What to mute, for how long and why, with what it hits now; a refusal stands beside the field it is about. */
export function SilenceForm({ start, rows, onClose }: Props) {
  const t = useTranslations('alerts.silenceForm')
  const format = useFormat()
  const timeZone = useTimeZone()
  const session = useSession().data
  const { maySilence, role } = useActions()
  const now = useNow()
  const id = useId()
  const [opened] = useState(now)
  const [matchers, setMatchers] = useState<readonly SilenceMatcher[]>(() =>
    start.matchers.length > 0 ? start.matchers : [toMatcher('', '=', '')],
  )
  const [durationMs, setDuration] = useState<number | undefined>(start.endsAt === undefined ? DEFAULT_MS : undefined)
  const [later, setLater] = useState(start.startsAt !== undefined && start.begun !== true)
  const from = useWallField(start.startsAt ?? opened, timeZone)
  const to = useWallField(start.endsAt ?? opened + DEFAULT_MS, timeZone)
  const [comment, setComment] = useState(start.comment)
  const [tried, setTried] = useState(false)
  const { save, state } = useSaveSilence(onClose)
  const startsAt = later ? from.at : start.begun === true ? start.startsAt : now
  const endsAt =
    durationMs === undefined ? to.at : startsAt === undefined ? undefined : Math.max(startsAt, now) + durationMs
  const draft = { matchers, startsAt, endsAt, comment, later, begun: start.begun === true }
  const judged = judgeForm(draft, now)
  const told: FieldFault | undefined =
    state.kind === 'refused' ? { field: fieldOf(state.code), words: state.message } : undefined
  const faultAt = (field: FieldFault['field']) => {
    if (told?.field === field) return told.words
    return (tried || judged?.early === true) && judged?.field === field ? t(`fault.${judged.code}`) : undefined
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (judged !== undefined || endsAt === undefined || startsAt === undefined) return
    void save({
      ...(start.id === undefined ? {} : { id: start.id }),
      matchers: [...matchers],
      // Without a beginning it begins when the server takes it: the clocks need not agree.
      ...(later || start.begun === true ? { startsAt: toIso(startsAt) } : {}),
      endsAt: toIso(endsAt),
      comment: comment.trim(),
    })
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit} noValidate>
      <MatcherFields matchers={matchers} rows={rows} onChange={setMatchers} />
      <Fault words={faultAt('matchers')} />
      <DurationChoice
        label={t('for')}
        choices={CHOICES}
        value={durationMs}
        onChange={setDuration}
        other={{ label: t('untilTime'), onChoose: () => setDuration(undefined) }}
      />
      {durationMs === undefined && <WallField label={t('end')} field={to} timeZone={timeZone} />}
      {start.begun !== true && (
        <label className={styles['tick']}>
          <input type="checkbox" checked={later} onChange={(event) => setLater(event.target.checked)} />
          {t('later')}
        </label>
      )}
      {later && <WallField label={t('start')} field={from} timeZone={timeZone} />}
      {endsAt !== undefined && (
        <p className={styles['note']}>
          <b>{t('ends', { time: format.moment(endsAt, now), zone: timeZone, offset: format.zone(endsAt) })}</b>{' '}
          {t('utc', { time: new Date(endsAt).toISOString().slice(0, 16).replace('T', ' '), zone: timeZone })}
        </p>
      )}
      <Fault words={faultAt('time')} />
      <label htmlFor={id}>{t('why')}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={ALERT_LIMITS.commentChars}
        value={comment}
        data-autofocus={start.matchers.length > 0 || undefined}
        aria-invalid={faultAt('comment') !== undefined}
        onChange={(event) => setComment(event.target.value)}
      />
      <Fault words={faultAt('comment')} />
      <Preview matchers={matchers} rows={rows} />
      <Fault words={faultAt('form')} />
      <div className={styles['foot']}>
        <span>{maySilence ? t('as', { name: session?.user.name ?? '' }) : t('forbidden', { role })}</span>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" look="primary" disabled={!maySilence || state.kind === 'saving'}>
          {t(state.kind === 'saving' ? 'saving' : start.id === undefined ? 'create' : 'save')}
        </Button>
      </div>
    </form>
  )
}

function Fault({ words }: { words: string | undefined }) {
  if (words === undefined) return null
  return (
    <p className={styles['fault']} role="alert">
      <StatusMark tone="bad" size={14} />
      <span>{words}</span>
    </p>
  )
}

const toIso = (at: number): string => new Date(at).toISOString()
