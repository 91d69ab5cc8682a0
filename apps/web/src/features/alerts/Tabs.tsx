import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Count } from '../../ui/Count.tsx'
import styles from './AlertsPage.module.css'
import type { Alerts } from './data/useAlerts.ts'
import { HandOverButton } from './handover/HandOverButton.tsx'
import { DrillButton } from './drill/DrillButton.tsx'
import { type AlertsSearch, changeAlertsSearch, TABS } from './search.ts'

/** The four views of the page as links, and what concerns all of them. */
export function Tabs({ alerts, search }: { alerts: Alerts; search: AlertsSearch }) {
  const t = useTranslations('alerts.tabs')
  const acks = alerts.rows.filter(({ acknowledged }) => acknowledged !== undefined).length
  const counts = { open: alerts.rows.length, acks, silences: undefined, history: undefined }
  return (
    <div className={styles['tabs']}>
      <nav aria-label={t('label')}>
        {TABS.map((tab) => {
          const count = counts[tab]
          return (
            <Link
              key={tab}
              to="/alerts"
              search={changeAlertsSearch({
                tab: tab === 'open' ? undefined : tab,
                sel: undefined,
                silence: undefined,
                m: undefined,
              })}
              // To the router all views are one page, unless the whole search is the same.
              activeOptions={{ exact: true }}
              aria-current={(search.tab ?? 'open') === tab ? 'page' : undefined}
            >
              {t(tab)}
              {count !== undefined && <Count>{count}</Count>}
            </Link>
          )
        })}
      </nav>
      <div className={styles['tools']}>
        <HandOverButton />
        <DrillButton drill={alerts.list?.drill} />
      </div>
    </div>
  )
}
