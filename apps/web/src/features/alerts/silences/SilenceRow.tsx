import type { SilenceView } from '@nobet/contracts'
import { formatMatcher } from '@nobet/domain/alerts'
import { Link } from '@tanstack/react-router'
import { BellOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTimeZone } from '../../../prefs/PrefsContext.tsx'
import { Button, buttonClass } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import text from '../../../ui/text.module.css'
import { useActions } from '../act/ActionsContext.tsx'
import list from '../Rows.module.css'
import { changeAlertsSearch } from '../search.ts'

const HOUR_MS = 3_600_000
const EXTENSIONS = [HOUR_MS, 4 * HOUR_MS] as const

interface Props {
  readonly silence: SilenceView
  readonly busy: boolean
  readonly onEdit: () => void
  readonly onExtend: (ms: number) => void
  readonly onExpire: () => void
}

/** One silence: what it matches and hits, who made it and why, until when. */
export function SilenceRow({ silence, busy, onEdit, onExtend, onExpire }: Props) {
  const t = useTranslations('alerts.silences')
  const format = useFormat()
  const timeZone = useTimeZone()
  const now = useNow()
  const { maySilence, role } = useActions()
  const off = busy || !maySilence
  const why = maySilence ? undefined : t('forbidden', { role })
  const { state, by, comment, startsAt, endsAt, matchers, acknowledges, hits } = silence
  const zone = { zone: timeZone, offset: format.zone(endsAt) }
  const span = format.duration(Math.abs(Date.parse(state === 'pending' ? startsAt : endsAt) - now))
  return (
    <li>
      <BellOff />
      <div className={list['what']}>
        <div className={list['matchers']}>
          {matchers.map((matcher) => (
            <code key={formatMatcher(matcher)}>{formatMatcher(matcher)}</code>
          ))}
        </div>
        <p>
          {acknowledges !== undefined && (
            <>
              {t.rich('acknowledges', {
                alert: (words) => (
                  <Link
                    to="/alerts"
                    search={changeAlertsSearch({ tab: undefined, sel: acknowledges })}
                    className={text['link']}
                  >
                    {words}
                  </Link>
                ),
              })}{' '}
            </>
          )}
          {comment}
        </p>
      </div>
      <div className={list['when']}>
        <p>
          <b>{by}</b>
          {state !== 'expired' && ` · ${t('hits', { count: hits })}`}
        </p>
        <p title={`${format.absolute(startsAt)} – ${format.absolute(endsAt)}`}>
          {state === 'active' && t('endsIn', { span, time: format.moment(endsAt, now), ...zone })}
          {state === 'pending' && t('startsIn', { span, time: format.moment(startsAt, now), ...zone })}
          {state === 'expired' && t('ended', { span, time: format.moment(endsAt, now), ...zone })}
        </p>
      </div>
      <div className={list['actions']}>
        {state === 'active' &&
          acknowledges === undefined &&
          EXTENSIONS.map((ms) => (
            <Button key={ms} size="small" disabled={off} title={why} onClick={() => onExtend(ms)}>
              {t('extend', { span: format.duration(ms) })}
            </Button>
          ))}
        {acknowledges === undefined ? (
          <Button size="small" disabled={off} title={why} onClick={onEdit}>
            {t(state === 'expired' ? 'again' : 'edit')}
          </Button>
        ) : (
          <Link to="/alerts" search={changeAlertsSearch({ tab: 'acks' })} className={buttonClass('plain', 'small')}>
            {t('toAcks')}
          </Link>
        )}
        {state !== 'expired' && (
          <Button size="small" disabled={off} title={why} onClick={onExpire}>
            {t('expire')}
          </Button>
        )}
      </div>
    </li>
  )
}
