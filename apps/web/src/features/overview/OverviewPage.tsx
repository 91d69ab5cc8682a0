import { useTranslations } from 'use-intl'
import { useWorld } from '../../live/LiveContext.tsx'
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
  const open = Object.keys(useWorld((world) => world.alerts)).length > 0
  return (
    <div className={styles['page']}>
      <Fleet />
      <AwayNote />
      <div className={styles['grid']}>
        <ModuleCards className={styles['cards']} />
        <div className={styles['side']}>
          <div className={styles['alerts']} data-open={open}>
            <AlertsPanel />
          </div>
          <SourcesPanel />
        </div>
        <Ticker className={styles['ticker']} />
      </div>
    </div>
  )
}
