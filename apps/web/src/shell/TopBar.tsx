import { Search } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ConnectionPill } from '../features/connection/ConnectionPill.tsx'
import { FromRoom } from '../features/toasts/late.tsx'
import { KeyCap } from '../ui/KeyCap.tsx'
import { cx } from '../ui/cx.ts'
import { BrandMark } from './Brand.tsx'
import { LanguagePicker } from './LanguagePicker.tsx'
import { RangePicker } from './RangePicker.tsx'
import { ThemePicker } from './ThemePicker.tsx'
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
      <RangePicker />
      <span className={styles['wideOnly']}>
        <ZonePicker className={styles['control']} />
        <i className={styles['rule']} />
        <LanguagePicker />
        <ThemePicker />
      </span>
      <FromRoom part="Tools">
        <span className={styles['tools']} />
      </FromRoom>
      <span className={styles['wideOnly']}>
        <i className={styles['rule']} />
        <UserBadge />
      </span>
    </header>
  )
}
