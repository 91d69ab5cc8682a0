import type { ModuleView } from '@nobet/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useApi } from '../../api/ApiContext.tsx'
import { SAMPLES_INTERVAL_MS, useSamples } from '../../api/queries.ts'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { useModule, useWorldStatus } from '../../live/LiveContext.tsx'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelError, PanelLoading } from '../../ui/panel/PanelStates.tsx'
import { CataloguePanel } from './CataloguePanel.tsx'
import { DayPanel } from './DayPanel.tsx'
import { ModuleEvents } from './ModuleEvents.tsx'
import { ModuleHead } from './ModuleHead.tsx'
import styles from './ModulePage.module.css'
import { ModulePanelGrid } from './panels/ModulePanelGrid.tsx'
import { ProbeLadder } from './ProbeLadder.tsx'

/** One module whole. Pushed state comes from the world, history and catalogue are asked for; each fails alone. */
export function ModulePage({ id }: { id: string }) {
  return (
    <LaterTexts>
      <Content id={id} />
    </LaterTexts>
  )
}

function Content({ id }: { id: string }) {
  const t = useTranslations('module')
  const module = useModule(id)
  const status = useWorldStatus()
  if (module === undefined && status === 'waiting') return <Waiting id={id} />
  if (module === undefined)
    return (
      <Panel title={id}>
        <PanelEmpty title={t('unknownModule', { id })}>{t('unknownModuleHint', { id })}</PanelEmpty>
      </Panel>
    )
  return (
    <div className={styles['page']}>
      <ModuleHead module={module} />
      <ProbeLadder module={module} />
      <div className={styles['grid']}>
        <ModulePanelGrid module={module} />
        <div className={styles['side']}>
          <Day module={module} />
          <ModuleEvents module={module} className={undefined} />
        </div>
      </div>
      <CatalogueSection module={module} />
    </div>
  )
}

/** The page's own frame before the first picture, so that nothing jumps when it comes. */
function Waiting({ id }: { id: string }) {
  const t = useTranslations('module')
  const panel = (title: string, lines: number, className?: string) => (
    <Panel key={title} title={title} provenance={{ kind: 'loading' }} className={className}>
      <PanelLoading lines={lines} />
    </Panel>
  )
  return (
    <div className={styles['page']}>
      <header className={cx(styles['head'], styles['waitingHead'])}>
        <h1>{id}</h1>
      </header>
      {panel(t('ladder'), 3, styles['waitingLadder'])}
      <div className={styles['grid']}>
        {panel(t('metrics'), 12, styles['waitingCharts'])}
        <div className={styles['side']}>
          {panel(t('day'), 4)}
          {panel(t('liveEvents'), 8)}
        </div>
      </div>
    </div>
  )
}

function Day({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const samples = useSamples(module.id)
  if (samples.data !== undefined) return <DayPanel module={module} samples={samples.data} />
  return (
    <Panel title={t('day')} provenance={{ kind: samples.isError ? 'unavailable' : 'loading' }}>
      <Unread failure={samples.error} onRetry={() => void samples.refetch()} />
    </Panel>
  )
}

function CatalogueSection({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const api = useApi()
  const hash = module.catalogue?.hash
  const catalogue = useQuery({
    queryKey: ['catalogue', module.id, hash],
    queryFn: ({ signal }) => api.catalogue(module.id, signal),
    refetchInterval: (query) => (query.state.status === 'error' ? SAMPLES_INTERVAL_MS : false),
    placeholderData: (before) => before,
  })
  if (catalogue.data !== undefined) return <CataloguePanel module={module} catalogue={catalogue.data} />
  return (
    <Panel title={t('catalogue')} provenance={{ kind: catalogue.isError ? 'unavailable' : 'loading' }}>
      <Unread failure={catalogue.error} onRetry={() => void catalogue.refetch()} />
    </Panel>
  )
}

function Unread({ failure, onRetry }: { failure: Error | null; onRetry: () => void }) {
  const t = useTranslations('panel')
  if (failure === null) return <PanelLoading lines={4} />
  return <PanelError title={t('cannotLoad')} message={failure.message} onRetry={onRetry} />
}
