import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import text from '../../ui/text.module.css'
import { ActionsProvider, useActions } from './act/ActionsContext.tsx'
import { ActionNotice } from './act/ActionNotice.tsx'
import styles from './AlertsPage.module.css'
import { LinkHostsProvider } from './data/LinkHostsContext.tsx'
import { useAlerts } from './data/useAlerts.ts'
import { useFollowAlertEvents } from './data/useFollowAlertEvents.ts'
import { OpenTab } from './OpenTab.tsx'
import { HistoryTab } from './history/HistoryTab.tsx'
import { AcksTab } from './acks/AcksTab.tsx'
import { SilencesTab } from './silences/SilencesTab.tsx'
import { SilenceDrawer } from './silences/SilenceDrawer.tsx'
import { WatchdogStrip } from './top/WatchdogStrip.tsx'
import { Tabs } from './Tabs.tsx'
import { useAlertsSearch } from './useAlertsSearch.ts'

/** Open alerts, who is on them, what is silenced and what is over; all of it in the URL. */
export const AlertsPage = () => (
  <LaterTexts>
    <ActionsProvider>
      <Content />
    </ActionsProvider>
  </LaterTexts>
)

/** Said in words, not only by buttons that are off. */
function ReadOnlyNote() {
  const t = useTranslations('alerts.ack')
  const { mayAck, role } = useActions()
  if (mayAck || role === '') return null
  return <p className={styles['strip']}>{t('forbidden', { role })}.</p>
}

function Content() {
  const title = useTranslations('alerts')('title')
  usePageTitle(title)
  useFollowAlertEvents()
  const { ref, alerts } = useAlerts()
  const [search, onSearch] = useAlertsSearch()
  return (
    <LinkHostsProvider hosts={alerts.list?.linkHosts}>
      <div className={styles['page']} ref={ref}>
        <h1 className={text['hidden']}>{title}</h1>
        <WatchdogStrip alerts={alerts} />
        <ActionNotice />
        <ReadOnlyNote />
        <Tabs alerts={alerts} search={search} />
        {search.tab === undefined && <OpenTab alerts={alerts} search={search} onSearch={onSearch} />}
        {search.tab === 'acks' && <AcksTab alerts={alerts} onSearch={onSearch} />}
        {search.tab === 'silences' && <SilencesTab search={search} onSearch={onSearch} />}
        {search.tab === 'history' && <HistoryTab search={search} onSearch={onSearch} />}
        <SilenceDrawer search={search} rows={alerts.rows} onSearch={onSearch} />
      </div>
    </LinkHostsProvider>
  )
}
