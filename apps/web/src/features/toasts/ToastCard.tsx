import { openKeys, type Toast } from '@nobet/domain/toasts'
import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { type Tone, toneOfSeverity } from '../../ui/tone.ts'
import tones from '../../ui/tone.module.css'
import { useArmed } from './arm/useArmed.ts'
import { useToasts } from './RoomContext.tsx'
import { ToastActions } from './ToastActions.tsx'
import styles from './Toasts.module.css'
import { alertOf } from './alertOf.ts'
import type { Payload } from './toNotice.ts'
import { useAcknowledge, useMayAcknowledge } from './useAcknowledge.ts'
import { useCardWords } from './useCardWords.ts'

interface Props {
  readonly toast: Toast<Payload>
  /** Called when it leaves with the focus in it. */
  readonly onLeave: () => void
}

/** One card: what, where, since when, and at most two things to do. */
export function ToastCard({ toast, onLeave }: Props) {
  const t = useTranslations('toasts')
  const { dismiss } = useToasts()
  const words = useCardWords(toast)
  const mayAck = useMayAcknowledge()
  const alert = alertOf(toast)
  const ack = useAcknowledge(alert)
  const canAck = mayAck && alert !== undefined && toast.status === 'raised'
  // An open critical leaves by being acknowledged; who cannot, or could not, may still close it here.
  const canClose = !canAck || toast.severity !== 'critical' || ack.isError
  const card = useFocusHandOver(onLeave)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'a' || event.ctrlKey || event.metaKey || event.altKey || !canAck || ack.isPending) return
    event.preventDefault()
    ack.mutate()
  }
  const tone = toneOf(toast)
  const { payload } = toast.notice
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the key is a short way to its own button
    <article
      ref={card}
      tabIndex={-1}
      className={cx(styles['toast'], tones[tone])}
      aria-label={words.title}
      data-toast={toast.key}
      data-shape={toast.shape}
      data-severity={toast.severity}
      data-status={toast.status}
      onKeyDown={onKeyDown}
      {...(payload.kind === 'link' && { 'data-sure': '' })}
    >
      <StatusMark tone={tone} className={styles['mark']} />
      <div className={styles['words']}>
        <header>
          {toast.notice.drill === true && <span className={styles['drill']}>{t('drill')}</span>}
          <b>{words.title}</b>
          <Time at={sinceOf(toast)} className={styles['age']} />
          {toast.count > 1 && <span className={styles['times']}>{t('times', { count: toast.count })}</span>}
        </header>
        <p className={styles['text']}>
          {toast.status === 'cleared' &&
            toast.shape === 'single' &&
            toast.notice.kind === 'alert' &&
            `${t('resolved')} `}
          {words.text}
        </p>
        <Unheard toast={toast} />
        {ack.isError && (
          <p role="alert" className={styles['fault']}>
            {t('ackFailed', { reason: ack.error.message })}
          </p>
        )}
        <ToastActions toast={toast} ack={canAck ? ack : undefined} />
      </div>
      {canClose && (
        <IconButton label={t('dismiss')} className={styles['close']} onClick={() => dismiss(toast)}>
          <X />
        </IconButton>
      )}
    </article>
  )
}

/** A critical that no screen can be heard about says so. */
function Unheard({ toast }: { toast: Toast<Payload> }) {
  const t = useTranslations('toasts')
  const armed = useArmed()
  if (toast.severity !== 'critical' || toast.notice.drill === true || armed.canWake || openKeys(toast).length === 0)
    return null
  return <p className={styles['unheard']}>{t('unheard')}</p>
}

/** Keeps the focus among the toasts when the card that has it leaves. */
function useFocusHandOver(onLeave: () => void) {
  const card = useRef<HTMLElement>(null)
  const leave = useRef(onLeave)
  useEffect(() => {
    leave.current = onLeave
  })
  useEffect(() => {
    const element = card.current
    let hadFocus = false
    const onFocus = () => (hadFocus = true)
    const onBlur = (event: FocusEvent) => {
      if (event.relatedTarget !== null) hadFocus = false
    }
    element?.addEventListener('focusin', onFocus)
    element?.addEventListener('focusout', onBlur)
    return () => {
      if (hadFocus) queueMicrotask(() => leave.current())
    }
  }, [])
  return card
}

const toneOf = (toast: Toast<Payload>): Tone => (toast.status === 'cleared' ? 'ok' : toneOfSeverity(toast.severity))

/** An alert is as old as its episode, however late it was told here. */
function sinceOf(toast: Toast<Payload>): number | string {
  if (toast.status === 'cleared') return toast.lastAt
  const { payload } = toast.notice
  const isAlert = toast.shape === 'single' && payload.kind === 'event' && payload.event.type === 'alert.firing'
  return isAlert && payload.event.type === 'alert.firing' ? payload.event.data.startsAt : toast.firstAt
}
