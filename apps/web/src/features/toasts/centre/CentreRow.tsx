import type { CentreEntry } from '@nobet/domain/toasts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { Time } from '../../../ui/Time.tsx'
import { type Tone, toneOfSeverity } from '../../../ui/tone.ts'
import type { Payload } from '../toNotice.ts'
import { useWords } from '../useWords.ts'
import styles from './Centre.module.css'

interface Props {
  readonly entry: CentreEntry<Payload>
  readonly isNew: boolean
  readonly onLeave: () => void
}

/** One line; an alert's leads to it. */
export function CentreRow({ entry: { notice, repeats }, isNew, onLeave }: Props) {
  const t = useTranslations('toasts')
  const words = useWords()(notice.payload)
  const { payload } = notice
  const alert = payload.kind === 'event' && 'fingerprint' in payload.event.data ? payload.event.data : undefined
  const title = `${words.title}${repeats > 0 ? ` ${t('times', { count: repeats + 1 })}` : ''}`
  return (
    <div className={styles['row']} data-new={isNew}>
      <StatusMark tone={toneOf(notice)} known="last" size={14} />
      <span className={styles['words']}>
        <b>
          {notice.drill === true && `${t('drill')}: `}
          {typeof alert?.fingerprint === 'string' ? (
            <Link to="/alerts" search={{ sel: alert.fingerprint }} onClick={onLeave}>
              {title}
            </Link>
          ) : (
            title
          )}
        </b>
        <span>
          {notice.status === 'cleared' && notice.kind === 'alert' && `${t('resolved')} `}
          {words.text}
        </span>
      </span>
      <Time at={notice.at} as="clock" className={styles['at']} />
    </div>
  )
}

function toneOf({ status, severity }: Props['entry']['notice']): Tone {
  if (status === 'cleared') return 'ok'
  return status === 'acknowledged' ? 'none' : toneOfSeverity(severity)
}
