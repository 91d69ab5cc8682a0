import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../IconButton.tsx'
import { Dialog } from '../overlay/Dialog.tsx'
import text from '../text.module.css'
import styles from './Drawer.module.css'

interface Props {
  /** A frame of its own beside a panel, a part inside of one, or a dialog over the page where there is no room. */
  readonly place: 'beside' | 'inside' | 'over'
  /** What kind of thing is shown here. */
  readonly label: string
  /** Which one. */
  readonly title: string
  readonly titleLook?: 'mono'
  /** Before and after the title; not in a dialog. */
  readonly mark?: ReactNode
  readonly actions?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Everything about the one thing chosen in a list. */
export function Drawer({ place, label, title, titleLook, mark, actions, onClose, children }: Props) {
  const t = useTranslations('panel')
  const body = <div className={styles['scroll']}>{children}</div>
  if (place === 'over')
    return (
      <Dialog open onClose={onClose} title={title} place="side">
        {body}
      </Dialog>
    )
  return (
    <aside className={styles['drawer']} data-place={place} aria-label={label}>
      <header className={styles['head']}>
        {mark}
        <h2 className={titleLook && text[titleLook]}>{title}</h2>
        {actions}
        <IconButton label={t('close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {body}
    </aside>
  )
}
