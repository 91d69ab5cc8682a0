import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../cx.ts'
import { IconButton } from '../IconButton.tsx'
import styles from './Dialog.module.css'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** `side`: a drawer at the right. `top`: a palette near the top, without a head. */
  readonly place?: 'centre' | 'side' | 'top'
  readonly children: ReactNode
}

/**
 * A native modal dialog: focus stays inside, Escape and the backdrop close it, focus returns to where it was. Focus
 * begins at `data-autofocus`, else at the first control.
 */
export function Dialog({ open, onClose, title, place = 'centre', children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const t = useTranslations('panel')
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null || !open) return
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => dialog.close()
  }, [open])
  if (!open) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click on the backdrop; Escape does the same natively
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={cx(styles['dialog'], styles[place])}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles['inner']}>
        <header className={cx(styles['head'], place === 'top' && styles['unseen'])}>
          <h2 id={id}>{title}</h2>
          {place !== 'top' && (
            <IconButton label={t('close')} onClick={onClose}>
              <X />
            </IconButton>
          )}
        </header>
        {children}
      </div>
    </dialog>
  )
}
