import type { ModulePanels, ModuleView } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../../api/queries.ts'
import { useMarks } from '../../../api/useMarks.ts'
import { Panel } from '../../../ui/panel/Panel.tsx'
import { PanelError, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { PanelCard } from './PanelCard.tsx'
import styles from './Panels.module.css'
import { useModulePanels, useRemovePanel } from './useModulePanels.ts'

const WAITING = 4

/** All metric panels of a module on shared range and cursor; each is asked, ages and fails alone. */
export function ModulePanelGrid({ module }: { module: ModuleView }) {
  const t = useTranslations('panels')
  const { marks, state: marksState } = useMarks({ module: module.id })
  const asked = useModulePanels(module.id)
  const remove = useRemovePanel()
  const panels = asked.data
  return (
    <section className={styles['section']} aria-label={t('heading')}>
      <header className={styles['head']}>
        <h2>{t('heading')}</h2>
        <p className={styles['notes']}>
          {panels !== undefined && <Notes panels={panels} />}
          {marksState === 'failed' && <span>{t('marksFailed')} </span>}
          {marksState === 'cut' && <span>{t('marksCut', { count: marks.length })} </span>}
          {remove.isError && (
            <span role="alert" className={styles['failure']}>
              {t('removeFailed', { message: remove.error.message })}
            </span>
          )}
        </p>
        <AddLink hasPrometheus={panels?.prometheusUrl !== null} />
      </header>
      <div className={styles['grid']}>
        {panels === undefined ? (
          <Unread failure={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          panels.panels.map((panel) => (
            <PanelCard key={panel.id} {...{ module, panels, panel, marks }} onRemove={remove.mutate} />
          ))
        )}
      </div>
    </section>
  )
}

/** Where saved panels live is said where there are some. */
function Notes({ panels }: { panels: ModulePanels }) {
  const t = useTranslations('panels')
  const hasSaved = panels.panels.some(({ origin }) => origin === 'saved')
  return (
    <>
      {panels.savedError !== undefined && <span>{t('savedAway', { message: panels.savedError })} </span>}
      {hasSaved && panels.storage === 'memory' && <span>{t('inMemory')} </span>}
    </>
  )
}

function AddLink({ hasPrometheus }: { hasPrometheus: boolean }) {
  const t = useTranslations('panels')
  const mayWrite = useSession().data?.permissions.includes('panels:write') ?? false
  if (!mayWrite || !hasPrometheus) return null
  return (
    <Link to="/explore" className={styles['add']} title={t('addTitle')}>
      <Plus /> {t('add')}
    </Link>
  )
}

function Unread({ failure, onRetry }: { failure: Error | null; onRetry: () => void }) {
  const t = useTranslations('panels')
  if (failure !== null)
    return (
      <Panel title={t('heading')} provenance={{ kind: 'unavailable' }} className={styles['waiting']}>
        <PanelError title={t('failedAll')} message={failure.message} onRetry={onRetry} />
      </Panel>
    )
  return Array.from({ length: WAITING }, (_, at) => (
    <Panel key={at} title={' '} provenance={{ kind: 'loading' }} className={styles['waiting']}>
      <PanelLoading lines={5} />
    </Panel>
  ))
}
