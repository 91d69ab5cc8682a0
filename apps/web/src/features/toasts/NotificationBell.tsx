import type { CentreEntry } from '@nobet/domain/toasts'
import { unreadCount } from '@nobet/domain/toasts'
import { Bell } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Count } from '../../ui/Count.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/overlay/Popover.tsx'
import { PanelEmpty } from '../../ui/panel/PanelStates.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { toneOfSeverity } from '../../ui/tone.ts'
import styles from './NotificationBell.module.css'
import { useToasts, useToastState } from './ToastsContext.tsx'
import type { Payload } from './toNotice.ts'
import { useWords } from './useWords.ts'

/** The bell with its unread count; opens the list of everything that was told. */
export function NotificationBell() {
  const t = useTranslations('toasts')
  const unread = useToastState(unreadCount)
  return (
    <Popover
      label={t('title')}
      className={styles['centre']}
      trigger={(attributes) => (
        <IconButton {...attributes} label={t('bell', { count: unread })}>
          <Bell />
          {unread > 0 && <Count>{unread}</Count>}
        </IconButton>
      )}
    >
      {() => <Centre />}
    </Popover>
  )
}

function Centre() {
  const t = useTranslations('toasts')
  const { markRead } = useToasts()
  const centre = useToastState((state) => state.centre)
  const forgotten = useToastState((state) => state.forgotten)
  useEffect(() => markRead, [markRead])
  if (centre.length === 0) return <PanelEmpty title={t('empty')}>{t('emptyHint')}</PanelEmpty>
  return (
    <>
      <h2 className={styles['head']}>{t('title')}</h2>
      <ol>
        {centre.map((entry, index) => (
          <CentreRow key={`${entry.notice.key}/${entry.notice.at}/${centre.length - index}`} entry={entry} />
        ))}
      </ol>
      {forgotten > 0 && <p className={styles['foot']}>{t('forgotten', { count: forgotten })}</p>}
    </>
  )
}

function CentreRow({ entry }: { entry: CentreEntry<Payload> }) {
  const t = useTranslations('toasts')
  const words = useWords()(entry.notice.payload)
  const cleared = entry.notice.status === 'cleared'
  return (
    <li className={styles['row']} data-read={entry.read}>
      <StatusMark tone={cleared ? 'ok' : toneOfSeverity(entry.notice.severity)} known="last" size={14} />
      <span className={styles['words']}>
        <b>
          {words.title}
          {entry.repeats > 0 && ` ${t('times', { count: entry.repeats + 1 })}`}
        </b>
        <span>{words.text}</span>
      </span>
      <Time at={entry.notice.at} as="clock" className={styles['at']} />
    </li>
  )
}
