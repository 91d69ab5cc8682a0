import type { ModuleSamples, ModuleView, UptimeBucket } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Panel, PanelBody } from '../../ui/panel/Panel.tsx'
import { UptimeBar } from '../../ui/UptimeBar.tsx'
import { useFreshness } from '../../ui/useFreshness.ts'
import styles from './ModulePage.module.css'

/** The last day as a bar, and what the module says of the calls it served itself. */
export function DayPanel({ module, samples }: { module: ModuleView; samples: ModuleSamples }) {
  const t = useTranslations('module')
  const format = useFormat()
  const freshness = useFreshness(module.observedAt, module.intervalMs)
  const { buckets } = samples.uptime
  const shares = {
    up: format.percent(toShare(buckets, 'upMs')),
    unobserved: format.percent(toShare(buckets, 'unobservedMs')),
  }
  return (
    <Panel title={t('day')} provenance={{ kind: 'observed', at: module.observedAt, intervalMs: module.intervalMs }}>
      <PanelBody className={styles['day']}>
        <UptimeBar
          buckets={buckets}
          known={freshness === 'live' ? 'now' : 'last'}
          label={t('dayLabel', { module: module.title, ...shares })}
        />
        <p className={styles['shares']}>
          <span>{`${shares.up} ${t('up')}`}</span>
          <span>{`${shares.unobserved} ${t('unobserved')}`}</span>
        </p>
        <h3>{t('calls')}</h3>
        <Calls module={module} />
      </PanelBody>
    </Panel>
  )
}

function Calls({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const format = useFormat()
  const { calls, cacheHitRatio } = module
  if (calls === undefined) return <p className={styles['hint']}>{t('callsNone')}</p>
  const figures = [
    [t('perMinute'), calls.perMinute === undefined ? '–' : format.number(calls.perMinute)],
    [t('errorRatio'), calls.errorRatio === undefined ? '–' : format.percent(calls.errorRatio)],
    [t('callP95'), calls.latencyMs === undefined ? '–' : format.latency(calls.latencyMs.p95)],
    [t('cacheHit'), cacheHitRatio === undefined ? '–' : format.percent(cacheHitRatio)],
  ] as const
  return (
    <dl className={styles['facts']}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function toShare(buckets: readonly UptimeBucket[], kind: 'upMs' | 'unobservedMs'): number {
  const total = buckets.reduce((sum, one) => sum + one.upMs + one.degradedMs + one.downMs + one.unobservedMs, 0)
  return total === 0 ? 0 : buckets.reduce((sum, one) => sum + one[kind], 0) / total
}
