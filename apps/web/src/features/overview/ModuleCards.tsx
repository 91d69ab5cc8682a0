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
/** Up to this many full cards fit in one row of the overview; up to the other, dense ones in two; more are rows. */
const FULL_MAX = 3
const DENSE_MAX = 6

/** A card for each module while they fit one screen; a row for each on a phone and when they are many. */
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
    <div className={className}>
      {fleet.length <= DENSE_MAX && (
        <div className={styles['cards']}>
          {fleet.map(({ module }) => (
            <ModuleCard key={module.id} module={module} size={fleet.length <= FULL_MAX ? 'full' : 'dense'} />
          ))}
        </div>
      )}
      <div className={cx(styles['rows'], fleet.length > DENSE_MAX && styles['always'])}>
        <ModuleRows />
      </div>
    </div>
  )
}
