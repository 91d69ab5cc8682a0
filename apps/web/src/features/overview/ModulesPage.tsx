import { useTranslations } from 'use-intl'
import { useModuleList, useWorldStatus } from '../../live/LiveContext.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelLoading, PanelNotConfigured } from '../../ui/panel/PanelStates.tsx'
import text from '../../ui/text.module.css'
import { ModuleRows } from './ModuleRows.tsx'
import { ModuleTable } from './ModuleTable.tsx'
import styles from './ModuleTable.module.css'

/** Every module, worst first: as a table, on a phone as rows. */
export function ModulesPage() {
  const t = useTranslations('overview')
  usePageTitle(t('modules'))
  return (
    <>
      <h1 className={text['hidden']}>{t('modules')}</h1>
      <Modules />
    </>
  )
}

function Modules() {
  const t = useTranslations('overview')
  const status = useWorldStatus()
  const modules = useModuleList()
  if (status === 'waiting')
    return (
      <Panel title={t('modules')} provenance={{ kind: 'loading' }}>
        <PanelLoading lines={4} />
      </Panel>
    )
  if (modules.length === 0)
    return (
      <Panel title={t('modules')} provenance={{ kind: 'not_configured' }}>
        <PanelNotConfigured title={t('fleet.none')} configKey="NOBET_MODULES" fileKey="modules">
          <p>{t('fleet.example')}</p>
        </PanelNotConfigured>
      </Panel>
    )
  return (
    <>
      <div className={styles['wide']}>
        <ModuleTable />
      </div>
      <div className={styles['narrow']}>
        <ModuleRows />
      </div>
    </>
  )
}
