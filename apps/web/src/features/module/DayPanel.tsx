import type { ModuleSamples, ModuleView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import { Panel, PanelBody } from '../../ui/panel/Panel.tsx'
import { sumUptime } from '../../ui/uptime/sumUptime.ts'
import { useCallsFreshness } from '../../ui/probe/useCallsFreshness.ts'
import { UptimeBar } from '../../ui/UptimeBar.tsx'
import { useFreshness } from '../../ui/useFreshness.ts'
import styles from './ModulePage.module.css'

/** The last day as a bar, and what the module says of the calls it served itself. */
export function DayPanel({ module, samples }: { module: ModuleView; samples: ModuleSamples }) {
  const t = useTranslations('module')
  const format = useFormat()
  const freshness = useFreshness(module.observedAt, module.intervalMs)
  const { buckets } = samples.uptime
  const { upShare, unobservedShare } = sumUptime(samples.uptime)
  const shares = { up: upShare === null ? '–' : format.percent(upShare), unobserved: format.percent(unobservedShare) }
  return (
    <Panel title={t('day')} provenance={{ kind: 'observed', at: module.observedAt, intervalMs: module.intervalMs }}>
      <PanelBody className={styles['day']}>
        <UptimeBar
          buckets={buckets}
          known={freshness === 'live' ? 'now' : 'last'}
          label={t('dayLabel', { module: module.title, ...shares })}
        />
        <p className={styles['shares']}>
          <span>{t('up', { share: shares.up })}</span>
          <span>{t('unobserved', { share: shares.unobserved })}</span>
        </p>
        <Calls module={module} />
      </PanelBody>
    </Panel>
  )
}

function Calls({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const format = useFormat()
  const { calls, cacheHitRatio } = module
  const old = useCallsFreshness(module) === 'stale'
  if (calls === undefined) return <p className={styles['hint']}>{t('callsNone')}</p>
  const figures = [
    [t('perMinute'), calls.perMinute === undefined ? '–' : format.number(calls.perMinute)],
    [t('errorRatio'), calls.errorRatio === undefined ? '–' : format.percent(calls.errorRatio)],
    [t('callP95'), calls.latencyMs === undefined ? '–' : format.latency(calls.latencyMs.p95)],
    [t('cacheHit'), cacheHitRatio === undefined ? '–' : format.percent(cacheHitRatio)],
  ] as const
  return (
    <>
      <h3>{old ? t('callsAt', { time: format.clock(calls.at) }) : t('calls')}</h3>
      <dl className={cx(styles['facts'], old && styles['old'])}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
