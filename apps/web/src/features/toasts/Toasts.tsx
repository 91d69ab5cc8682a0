import { DEFAULT_TOAST_RULES, type Toast, visibleToasts } from '@nobet/domain/toasts'
import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useModules } from '../../live/LiveContext.tsx'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { type Tone, toneOfSeverity } from '../../ui/tone.ts'
import tones from '../../ui/tone.module.css'
import styles from './Toasts.module.css'
import { useToasts, useToastState } from './ToastsContext.tsx'
import type { Payload } from './toNotice.ts'
import { useWords } from './useWords.ts'

/** At most three toasts in the corner. Pointing at them or focusing one stops their clock. */
export function Toasts() {
  const t = useTranslations('toasts')
  const toasts = useToasts()
  const state = useToastState((all) => all)
  const release = useRef<() => void>(undefined)
  const hold = () => {
    release.current ??= toasts.hold()
  }
  const letGo = () => {
    release.current?.()
    release.current = undefined
  }
  useEffect(() => letGo, [])
  const shown = visibleToasts(state, DEFAULT_TOAST_RULES)
  const critical = shown.filter((toast) => toast.remainingMs === null)
  const calm = shown.filter((toast) => toast.remainingMs !== null)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointing at the region only stops the clock
    <section
      className={styles['region']}
      aria-label={t('region')}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={letGo}
    >
      <div role="status" className={styles['stack']}>
        {calm.map((toast) => (
          <ToastCard key={toast.key} toast={toast} />
        ))}
      </div>
      <div role="alert" className={styles['stack']}>
        {critical.map((toast) => (
          <ToastCard key={toast.key} toast={toast} />
        ))}
      </div>
    </section>
  )
}

function ToastCard({ toast }: { toast: Toast<Payload> }) {
  const t = useTranslations('toasts')
  const { dismiss } = useToasts()
  const words = useToastWords(toast)
  const tone = toneOf(toast)
  return (
    <article
      className={cx(styles['toast'], tones[tone])}
      data-toast={toast.key}
      data-severity={toast.severity}
      {...(toast.payload.kind === 'link' && { 'data-sure': '' })}
    >
      <StatusMark tone={tone} className={styles['mark']} />
      <div className={styles['words']}>
        <header>
          <b>{words.title}</b>
          <Time at={toast.status === 'cleared' ? toast.lastAt : toast.firstAt} className={styles['age']} />
          {toast.count > 1 && <span className={styles['times']}>{t('times', { count: toast.count })}</span>}
        </header>
        <p>{words.text}</p>
        {toast.kind !== 'storm' && toast.folded > 0 && <p>{t('folded', { count: toast.folded })}</p>}
        <div className={styles['actions']}>
          <OpenLink toast={toast} />
          {toast.remainingMs === null && (
            <Button size="small" onClick={() => dismiss(toast.key)}>
              {t('dismiss')}
            </Button>
          )}
        </div>
      </div>
      <IconButton label={t('dismiss')} className={styles['close']} onClick={() => dismiss(toast.key)}>
        <X />
      </IconButton>
    </article>
  )
}

function useToastWords(toast: Toast<Payload>): { title: string; text: string } {
  const t = useTranslations('toasts')
  const format = useFormat()
  const modules = useModules()
  const words = useWords()(toast.payload)
  if (toast.kind !== 'storm') return words
  return {
    title: t('storm', { count: toast.folded + 1, modules: toast.modules.length }),
    text: t('stormText', { names: format.list(toast.modules.map((id) => modules[id]?.title ?? id)) }),
  }
}

function OpenLink({ toast }: { toast: Toast<Payload> }) {
  const t = useTranslations('toasts')
  if (toast.payload.kind === 'link') return null
  const { module } = toast.payload.event
  const look = buttonClass('plain', 'small')
  if (toast.kind === 'module' && module !== undefined)
    return (
      <Link to="/modules/$moduleId" params={{ moduleId: module }} className={look}>
        {t('open')}
      </Link>
    )
  return (
    <Link to="/events" className={look}>
      {t('open')}
    </Link>
  )
}

const toneOf = (toast: Toast<Payload>): Tone => (toast.status === 'cleared' ? 'ok' : toneOfSeverity(toast.severity))
