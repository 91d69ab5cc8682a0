import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '../api/queries.ts'
import { useSignedOut } from '../features/login/useSignedOut.ts'
import { useSignOut } from '../features/login/useSignIn.ts'
import { useLinkStats } from '../live/LiveContext.tsx'
import { useFormat } from '../ui/format/useFormat.ts'
import { cx } from '../ui/cx.ts'
import { Menu } from '../ui/overlay/Menu.tsx'
import styles from './TopBar.module.css'

/** Who the panel takes you for, and with which role; for who came by a session, the way out. */
export function UserBadge() {
  const t = useTranslations('shell')
  const roles = useTranslations('role')
  const session = useSession()
  const streamUser = useLinkStats().user
  const user = session.data?.user ?? streamUser
  const signedOut = useSignedOut()
  if (signedOut) return null
  if (user === undefined) return <span className={cx(styles['user'], styles['waiting'])} />
  const role = roles(user.role)
  const title = t('user', { name: user.name, role })
  const who = (
    <>
      <span className={styles['avatar']} aria-hidden="true">
        {initialsOf(user.name)}
      </span>
      <b>{user.name}</b>
      <span className={styles['muted']}>{role}</span>
    </>
  )
  if (session.data?.via === 'cookie') return <UserMenu title={title} who={who} expiresAt={session.data.expiresAt} />
  return (
    <span className={styles['user']} title={title}>
      {who}
    </span>
  )
}

interface MenuProps {
  readonly title: string
  readonly who: ReactNode
  readonly expiresAt: string | undefined
}

function UserMenu({ title, who, expiresAt }: MenuProps) {
  const t = useTranslations('login')
  const format = useFormat()
  const signOut = useSignOut()
  const until = expiresAt === undefined ? {} : { heading: t('until', { time: format.absolute(expiresAt) }) }
  return (
    <Menu
      label={title}
      {...until}
      items={[{ id: 'signOut', label: t('signOut'), onSelect: () => signOut.mutate() }]}
      trigger={(attributes) => (
        <button type="button" {...attributes} className={cx(styles['control'], styles['user'])} title={title}>
          {who}
        </button>
      )}
    />
  )
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s.@_-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')
