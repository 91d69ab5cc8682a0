import { useTranslations } from 'use-intl'
import { useSession } from '../api/queries.ts'
import { useLinkStats } from '../live/LiveContext.tsx'
import styles from './TopBar.module.css'

/** Who the panel takes you for, and with which role. */
export function UserBadge() {
  const t = useTranslations('shell')
  const roles = useTranslations('role')
  const session = useSession()
  const streamUser = useLinkStats().user
  const user = session.data?.user ?? streamUser
  if (user === undefined) return null
  const role = roles(user.role)
  return (
    <span className={styles['user']} title={t('user', { name: user.name, role })}>
      <span className={styles['avatar']} aria-hidden="true">
        {initialsOf(user.name)}
      </span>
      <b>{user.name}</b>
      <span className={styles['muted']}>{role}</span>
    </span>
  )
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s.@_-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')
