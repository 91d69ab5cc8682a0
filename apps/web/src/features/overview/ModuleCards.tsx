import { useTranslations } from 'use-intl'
import { useWorldStatus } from '../../live/LiveContext.tsx'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelLoading, PanelNotConfigured } from '../../ui/panel/PanelStates.tsx'
import { ModuleCard } from './ModuleCard.tsx'
import styles from './ModuleCards.module.css'
import { ModuleRows } from './ModuleRows.tsx'
import { useFleet } from './useFleet.ts'

const SKELETONS = 3

/** A card for each module; on a phone one row for each. */
export function ModuleCards({ className }: { className: string | undefined }) {
  const t = useTranslations('overview')
  const fleet = useFleet()
  const status = useWorldStatus()
  if (status === 'waiting')
    return (
      <section className={cx(styles['cards'], className)} aria-label={t('modules')}>
        {Array.from({ length: SKELETONS }, (_, i) => (
          <Panel key={i} title={' '} className={styles['waiting']}>
            <PanelLoading lines={8} />
          </Panel>
        ))}
      </section>
    )
  if (fleet.length === 0)
    return (
      <Panel title={t('modules')} provenance={{ kind: 'not_configured' }} className={cx(styles['waiting'], className)}>
        <PanelNotConfigured title={t('fleet.none')} configKey="NOBET_MODULES" fileKey="modules">
          <p>{t('fleet.example')}</p>
        </PanelNotConfigured>
      </Panel>
    )
  return (
    <section className={className} aria-label={t('modules')}>
      <div className={styles['cards']}>
        {fleet.map(({ module }) => (
          <ModuleCard key={module.id} module={module} />
        ))}
      </div>
      <div className={styles['rows']}>
        <ModuleRows />
      </div>
    </section>
  )
}
