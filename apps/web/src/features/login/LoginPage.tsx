import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { BrandMark } from '../../shell/Brand.tsx'
import { LanguagePicker } from '../../shell/LanguagePicker.tsx'
import { ThemePicker } from '../../shell/ThemePicker.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import styles from './Login.module.css'
import { LoginForm } from './LoginForm.tsx'
import { TokenHelp } from './TokenHelp.tsx'

/** The whole screen while nothing may be shown yet. The address does not change: signing in leads to where one was going. */
export function LoginPage() {
  const t = useTranslations('login')
  const shell = useTranslations('shell')
  usePageTitle(t('title'))
  const ref = useRef<HTMLElement>(null)
  useEffect(() => ref.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  return (
    <main ref={ref} className={styles['page']}>
      <div className={styles['card']}>
        <header className={styles['brand']}>
          <BrandMark />
          <b>{shell('product')}</b>
          <span title={shell('environment')}>{location.host}</span>
        </header>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        <LoginForm />
        <TokenHelp />
      </div>
      <footer className={styles['foot']}>
        <LanguagePicker />
        <ThemePicker />
      </footer>
    </main>
  )
}
