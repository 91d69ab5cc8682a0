import { Link, useLocation } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../ui/Button.tsx'
import { Panel } from '../ui/panel/Panel.tsx'
import { PanelEmpty } from '../ui/panel/PanelStates.tsx'

export function PageNotFound() {
  const t = useTranslations('shell')
  const { pathname } = useLocation()
  return (
    <Panel title={t('notFound')}>
      <PanelEmpty
        title={t('notFound')}
        actions={
          <Link to="/" className={buttonClass()}>
            {t('toOverview')}
          </Link>
        }
      >
        <p>{t('notFoundDetail', { path: pathname })}</p>
      </PanelEmpty>
    </Panel>
  )
}
