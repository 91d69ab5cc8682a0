import { Moon, Search, Sun, SunMoon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ConnectionPill } from '../features/connection/ConnectionPill.tsx'
import { NotificationBell } from '../features/toasts/NotificationBell.tsx'
import { usePrefs, useLanguage } from '../prefs/PrefsContext.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { KeyCap } from '../ui/KeyCap.tsx'
import { Menu } from '../ui/overlay/Menu.tsx'
import { cx } from '../ui/cx.ts'
import { BrandMark } from './Brand.tsx'
import { LANGUAGE_NAMES } from './languages.ts'
import { RangePicker } from './RangePicker.tsx'
import styles from './TopBar.module.css'
import { UserBadge } from './UserBadge.tsx'
import { ZonePicker } from './ZonePicker.tsx'

/** Where you are, how sure the picture is, and what all pages share: range, zone, language, theme, user. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const t = useTranslations('shell')
  return (
    <header className={styles['bar']}>
      <span className={styles['brand']}>
        <BrandMark />
      </span>
      <span className={styles['environment']} title={t('environment')}>
        {location.host}
      </span>
      <button
        type="button"
        className={cx(styles['control'], styles['boxed'], styles['search'])}
        onClick={onSearch}
        aria-label={t('search')}
      >
        <Search />
        <span className={styles['words']}>{t('search')}</span>
        <KeyCap>Ctrl K</KeyCap>
      </button>
      <span className={styles['space']} />
      <ConnectionPill />
      <span className={styles['wideOnly']}>
        <RangePicker className={cx(styles['control'], styles['boxed'])} />
        <ZonePicker className={styles['control']} />
        <i className={styles['rule']} />
        <LanguagePicker />
        <ThemePicker />
      </span>
      <NotificationBell />
      <span className={styles['wideOnly']}>
        <i className={styles['rule']} />
        <UserBadge />
      </span>
    </header>
  )
}

function LanguagePicker() {
  const t = useTranslations('shell')
  const language = useLanguage()
  const { set } = usePrefs()
  const items = LANGUAGE_NAMES.map(([id, label]) => ({
    id,
    label,
    checked: id === language,
    onSelect: () => set({ language: id }),
  }))
  const name = LANGUAGE_NAMES.find(([id]) => id === language)?.[1]
  return (
    <Menu
      label={t('language')}
      items={items}
      trigger={(attributes) => (
        <button type="button" {...attributes} className={styles['control']} aria-label={`${t('language')}: ${name}`}>
          {name}
        </button>
      )}
    />
  )
}

const THEME_ICONS = { dark: <Moon />, light: <Sun />, system: <SunMoon /> }

function ThemePicker() {
  const t = useTranslations('shell')
  const { theme, set } = usePrefs()
  const names = { dark: t('themeDark'), light: t('themeLight'), system: t('themeSystem') }
  const items = (['dark', 'light', 'system'] as const).map((id) => ({
    id,
    label: names[id],
    checked: id === theme,
    onSelect: () => set({ theme: id }),
  }))
  return (
    <Menu
      label={t('theme')}
      items={items}
      trigger={(attributes) => (
        <IconButton {...attributes} label={t('themeIs', { name: names[theme] })}>
          {THEME_ICONS[theme]}
        </IconButton>
      )}
    />
  )
}
