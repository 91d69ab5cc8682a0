import { Link } from '@tanstack/react-router'
import {
  Bell,
  BookOpen,
  Box,
  ChartGantt,
  ChartLine,
  LayoutDashboard,
  List,
  PanelLeft,
  SlidersHorizontal,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx.ts'
import { usePrefs } from '../prefs/PrefsContext.tsx'
import { Brand } from './Brand.tsx'
import styles from './Rail.module.css'
import { RailAlerts } from './RailAlerts.tsx'
import { RailModules } from './RailModules.tsx'

const active = { className: styles['on'] ?? '', 'aria-current': 'page' } as const

/** Navigation at the left; pages that do not exist yet are not there. */
export function Rail() {
  const t = useTranslations('shell')
  const { rail, set } = usePrefs()
  const narrow = rail === 'narrow'
  const exact = { exact: true, includeSearch: false }
  // One trace is a page below.
  const partly = { exact: false, includeSearch: false }
  return (
    <nav className={styles['rail']} data-rail={rail} aria-label={t('navigation')}>
      <Brand />
      <div className={styles['group']}>
        <Link to="/" className={styles['link']} activeProps={active} activeOptions={exact} title={t('overview')}>
          <LayoutDashboard />
          <span>{t('overview')}</span>
        </Link>
        <Link to="/modules" className={styles['link']} activeProps={active} activeOptions={exact} title={t('modules')}>
          <Box />
          <span>{t('modules')}</span>
        </Link>
        <RailModules linkClass={styles['sub']} active={active} />
        <Link to="/events" className={styles['link']} activeProps={active} activeOptions={exact} title={t('events')}>
          <List />
          <span>{t('events')}</span>
        </Link>
        <Link to="/alerts" className={styles['link']} activeProps={active} activeOptions={exact} title={t('alerts')}>
          <Bell />
          <span>{t('alerts')}</span>
          <RailAlerts />
        </Link>
        <Link to="/explore" className={styles['link']} activeProps={active} activeOptions={exact} title={t('metrics')}>
          <ChartLine />
          <span>{t('metrics')}</span>
        </Link>
        <Link to="/traces" className={styles['link']} activeProps={active} activeOptions={partly} title={t('traces')}>
          <ChartGantt />
          <span>{t('traces')}</span>
        </Link>
      </div>
      <div className={styles['foot']}>
        <Link to="/guide" className={styles['link']} activeProps={active} activeOptions={exact} title={t('guide')}>
          <BookOpen />
          <span>{t('guide')}</span>
        </Link>
        <Link
          to="/settings"
          className={styles['link']}
          activeProps={active}
          activeOptions={exact}
          title={t('settings')}
        >
          <SlidersHorizontal />
          <span>{t('settings')}</span>
        </Link>
        <button
          type="button"
          className={cx(styles['link'], styles['toggle'])}
          title={narrow ? t('expand') : undefined}
          onClick={() => set({ rail: narrow ? 'wide' : 'narrow' })}
        >
          <PanelLeft />
          <span>{t(narrow ? 'expand' : 'collapse')}</span>
        </button>
      </div>
    </nav>
  )
}
