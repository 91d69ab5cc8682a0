import { useTranslations } from 'use-intl'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { AlertsPanel } from './AlertsPanel.tsx'
import { AwayNote } from './AwayNote.tsx'
import { Fleet } from './Fleet.tsx'
import { ModuleCards } from './ModuleCards.tsx'
import styles from './OverviewPage.module.css'
import { SourcesPanel } from './SourcesPanel.tsx'
import { Ticker } from './Ticker.tsx'

/** What is broken, since when, how sure are we, what next: one screen. */
export function OverviewPage() {
  usePageTitle(useTranslations('overview')('title'))
  return (
    <div className={styles['page']}>
      <Fleet />
      <AwayNote />
      <div className={styles['grid']}>
        <ModuleCards className={styles['cards']} />
        <div className={styles['side']}>
          <AlertsPanel />
          <SourcesPanel />
        </div>
        <Ticker className={styles['ticker']} />
      </div>
    </div>
  )
}
