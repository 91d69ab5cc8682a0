import { Bell } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { Count } from '../../../ui/Count.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/overlay/Popover.tsx'
import { PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { useToastState } from '../RoomContext.tsx'
import styles from './Centre.module.css'

const Centre = lazy(async () => ({ default: (await import('./Centre.tsx')).Centre }))
/** Beyond it the badge would only be wide. */
const BADGE_MAX = 999

/** The bell with its unread count; opens the list of everything that was told. */
export function NotificationBell() {
  const t = useTranslations('toasts')
  const unread = useToastState((state) => state.unread)
  return (
    <Popover
      label={t('title')}
      className={styles['centre']}
      trigger={(attributes) => (
        <IconButton {...attributes} label={t('bell', { count: unread })}>
          <Bell />
          {unread > 0 && <Count>{unread > BADGE_MAX ? `${BADGE_MAX}+` : unread}</Count>}
        </IconButton>
      )}
    >
      {(close) => (
        <Suspense fallback={<PanelLoading />}>
          <Centre onLeave={close} />
        </Suspense>
      )}
    </Popover>
  )
}
