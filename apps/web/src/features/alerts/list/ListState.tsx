import { useTranslations } from 'use-intl'
import { useSession } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import {
  PanelEmpty,
  PanelError,
  PanelForbidden,
  PanelLoading,
  PanelNotConfigured,
} from '../../../ui/panel/PanelStates.tsx'
import type { Alerts } from '../data/useAlerts.ts'

/** Why there is no row: still asking, nothing open, nothing that matches, or nobody to ask. */
export function ListState({ alerts, filtered, onClear }: { alerts: Alerts; filtered: boolean; onClear: () => void }) {
  const t = useTranslations('alerts.state')
  const session = useSession().data
  const { answer, sure } = alerts
  if (filtered)
    return (
      <PanelEmpty
        title={t('noMatch')}
        actions={
          <Button size="small" onClick={onClear}>
            {t('clear')}
          </Button>
        }
      />
    )
  switch (answer.state) {
    case 'loading':
      return <PanelLoading lines={8} />
    case 'forbidden':
      return <PanelForbidden title={t('forbidden')} role={session?.user.role ?? ''} need="viewer" />
    case 'not_configured':
      return (
        <PanelNotConfigured title={t('notConfigured')} configKey="NOBET_ALERTMANAGER_URL" fileKey="alertmanager.urls">
          <p>{t('notConfiguredDetail')}</p>
        </PanelNotConfigured>
      )
    case 'unavailable':
    case 'stale':
      return (
        <PanelError
          title={t('unavailable')}
          message={answer.fault?.message ?? t('noWords')}
          lastOkAt={answer.observedAt}
          onRetry={answer.retry}
        >
          <p>{t('unavailableDetail')}</p>
        </PanelError>
      )
    case 'live':
    case 'cached':
      return (
        <PanelEmpty title={t('none')}>
          <p>{t(sure ? 'noneDetail' : 'noneUnsure')}</p>
        </PanelEmpty>
      )
  }
}
