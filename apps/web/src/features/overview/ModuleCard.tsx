import type { ModuleView } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useSources } from '../../api/queries.ts'
import { useWorld } from '../../live/LiveContext.tsx'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { useShownState } from '../../ui/probe/useShownState.ts'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { CardHistory } from './CardHistory.tsx'
import styles from './ModuleCard.module.css'
import { CardSince, CardWhy } from './CardWhy.tsx'
import { NextProbe, ObservedAt } from './ProbeTimes.tsx'
import { useFigures } from './useFigures.ts'

/** Comes when there is a Prometheus to ask; the first screen does not wait for it. */
const CardMetrics = lazy(async () => ({ default: (await import('./CardMetrics.tsx')).CardMetrics }))

interface Props {
  readonly module: ModuleView
  /** `dense`: without figures, half as high, so that six fit where three did. */
  readonly size: 'full' | 'dense'
}

/** One module: what, since when, why, how sure, figures, history. */
export function ModuleCard({ module, size }: Props) {
  const t = useTranslations('overview.card')
  const shown = useShownState(module)
  const figures = useFigures(module)
  const old = shown.freshness === 'stale' || shown.freshness === 'unknown'
  return (
    <Panel
      title={
        <Link to="/modules/$moduleId" params={{ moduleId: module.id }} className={styles['title']}>
          {module.title}
        </Link>
      }
      note={module.catalogue === undefined ? undefined : t('tools', { count: module.catalogue.tools })}
      provenance={{ kind: 'observed', at: module.observedAt, intervalMs: module.intervalMs }}
      className={cx(styles['card'], size === 'dense' && styles['dense'])}
    >
      <div className={styles['top']}>
        <div className={styles['state']}>
          <StateBadge state={shown.state} known={shown.known} />
          <CardSince module={module} shown={shown} />
        </div>
        <CardWhy module={module} shown={shown} />
      </div>
      <div className={cx(styles['data'], old && styles['old'])}>
        <CardHistory module={module} old={old}>
          <dl className={styles['stats']}>
            <Stat name={t('eventsPerMinute')}>{figures.eventsPerMinute}</Stat>
            <Stat name={t('openAlerts')}>
              <OpenAlerts module={module.id} />
            </Stat>
            <Stat name={t('connections')}>{figures.connections}</Stat>
            <Stat name={t('cacheHit')}>{figures.cacheHit}</Stat>
            <Stat name={t('observed')}>
              <ObservedAt module={module} />
            </Stat>
            <Stat name={t('nextProbe')}>
              <NextProbe module={module} />
            </Stat>
          </dl>
          {size === 'full' && <Metrics module={module} />}
        </CardHistory>
      </div>
    </Panel>
  )
}

function Metrics({ module }: { module: ModuleView }) {
  const prometheus = useSources().data?.sources.find(({ id }) => id === 'prometheus')
  if (prometheus === undefined || prometheus.state === 'not_configured') return null
  return (
    <Suspense fallback={<div className={styles['metrics']} />}>
      <CardMetrics module={module} />
    </Suspense>
  )
}

const Stat = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function OpenAlerts({ module }: { module: string }) {
  const alerts = useWorld((world) => world.alerts)
  const open = Object.values(alerts).filter((alert) => alert.module === module)
  const critical = open.some((alert) => alert.severity === 'critical')
  return (
    <>
      {open.length > 0 && <StatusMark tone={critical ? 'bad' : 'warn'} size={12} />}
      {open.length}
    </>
  )
}
