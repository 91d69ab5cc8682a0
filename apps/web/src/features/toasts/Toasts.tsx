import { DEFAULT_TOAST_RULES, visibleToasts } from '@nobet/domain/toasts'
import { type FocusEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useKeys } from '../../ui/keys/useKeys.ts'
import { Announcer } from './Announcer.tsx'
import { useToasts, useToastState, useVoice } from './RoomContext.tsx'
import { ToastCard } from './ToastCard.tsx'
import styles from './Toasts.module.css'
import { useWords } from './useWords.ts'

/** At most three toasts in the corner. Pointing at them or focusing one stops their clock; F6 goes to them. */
export function Toasts() {
  const t = useTranslations('toasts')
  const state = useToastState((all) => all)
  const region = useRef<HTMLElement>(null)
  const { hold, letGo } = useHold()
  useVoiceWords()
  const shown = visibleToasts(state, DEFAULT_TOAST_RULES)
  const waiting = state.toasts.length - shown.length
  useKeys({ F6: shown.length === 0 ? undefined : () => focusCard(region.current) })
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) letGo()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointing at the region only stops the clock
    <section
      ref={region}
      className={styles['region']}
      aria-label={t('region')}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={onBlur}
    >
      <Announcer toasts={shown} />
      <div className={styles['stack']}>
        {shown.map((toast) => (
          <ToastCard key={toast.key} toast={toast} onLeave={() => focusCard(region.current)} />
        ))}
      </div>
      {waiting > 0 && <p className={styles['waiting']}>{t('waiting', { count: waiting })}</p>}
    </section>
  )
}

function focusCard(region: HTMLElement | null): void {
  region?.querySelector<HTMLElement>('article')?.focus()
}

/** The clock stands still from `hold` to `letGo`, and goes on when the corner leaves. */
function useHold() {
  const toasts = useToasts()
  const release = useRef<() => void>(undefined)
  const letGo = () => {
    release.current?.()
    release.current = undefined
  }
  useEffect(() => letGo, [])
  const hold = () => {
    release.current ??= toasts.hold()
  }
  return { hold, letGo }
}

/** Desktop notes speak the language of the page. */
function useVoiceWords(): void {
  const voice = useVoice()
  const words = useWords()
  useEffect(() => voice.setWords(words))
}
