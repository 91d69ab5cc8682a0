import { Link } from '@tanstack/react-router'
import { Bell, Box, ChartLine, LayoutDashboard, List, SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { RailAlerts } from './RailAlerts.tsx'
import styles from './BottomBar.module.css'

const active = { className: styles['on'] ?? '', 'aria-current': 'page' } as const

/** The rail of a phone: six targets in reach of a thumb. */
export function BottomBar() {
  const t = useTranslations('shell')
  const items = [
    { to: '/alerts', icon: <Bell />, name: t('alerts'), exact: false },
    { to: '/', icon: <LayoutDashboard />, name: t('overview'), exact: true },
    { to: '/modules', icon: <Box />, name: t('modules'), exact: false },
    { to: '/events', icon: <List />, name: t('events'), exact: false },
    { to: '/explore', icon: <ChartLine />, name: t('metrics'), exact: false },
    { to: '/settings', icon: <SlidersHorizontal />, name: t('settings'), exact: false },
  ] as const
  return (
    <nav className={styles['bar']} aria-label={t('navigation')}>
      {items.map(({ to, icon, name, exact }) => (
        <Link key={to} to={to} activeProps={active} activeOptions={{ exact, includeSearch: false }}>
          {icon}
          {name}
          {to === '/alerts' && <RailAlerts />}
        </Link>
      ))}
    </nav>
  )
}
