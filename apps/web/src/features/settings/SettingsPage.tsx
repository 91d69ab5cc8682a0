import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { AboutPanel } from './AboutPanel.tsx'
import { AppearancePanel } from './AppearancePanel.tsx'
import { ConfigPanel } from './ConfigPanel.tsx'
import { NotificationRulesPanel } from './notifications/NotificationRulesPanel.tsx'
import styles from './SettingsPage.module.css'
import { SourceTable } from './SourceTable.tsx'

/** What this browser prefers, what the panel reads from, and how it is configured. */
export const SettingsPage = () => (
  <LaterTexts>
    <Content />
  </LaterTexts>
)

function Content() {
  const t = useTranslations('settings')
  usePageTitle(t('title'))
  return (
    <>
      <h1 className={styles['title']}>{t('title')}</h1>
      <div className={styles['grid']}>
        <div className={styles['column']}>
          <SourceTable />
          <ConfigPanel />
        </div>
        <div className={styles['column']}>
          <AppearancePanel />
          <NotificationRulesPanel />
          <AboutPanel />
        </div>
      </div>
    </>
  )
}
