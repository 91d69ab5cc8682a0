import type { ModuleSamples, ModuleView } from '@nobet/contracts'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useSamples } from '../../api/queries.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { toLatencyMs } from '../../ui/probe/toLatencyMs.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import type { SparkPoint } from '../../ui/toSparkPath.ts'
import { UptimeBar } from '../../ui/UptimeBar.tsx'
import { useLinkFreshness } from '../../ui/link.tsx'
import { cx } from '../../ui/cx.ts'
import styles from './ModuleCard.module.css'
import { mergeBuckets } from './mergeBuckets.ts'
import { sumUptime } from '../../ui/uptime/sumUptime.ts'
import { thinPoints } from './thinPoints.ts'

const SPARK_PX = 60
/** What a card's width can show. */
const POINTS_MAX = 72
const BARS_MAX = 48

const toPoints = ({ samples }: ModuleSamples): SparkPoint[] =>
  samples.map((sample) => ({ at: Date.parse(sample.time), value: sample.latencyMs }))

/** Latency line above the figures, uptime below them; both keep their place while loading or failing. */
export function CardHistory({ module, old, children }: { module: ModuleView; old: boolean; children: ReactNode }) {
  const { data, isError } = useSamples(module.id)
  return (
    <>
      <Latency module={module} samples={data} old={old} failed={isError} />
      {children}
      <Uptime samples={data} failed={isError} />
    </>
  )
}

interface LatencyProps {
  readonly module: ModuleView
  readonly samples: ModuleSamples | undefined
  readonly old: boolean
  readonly failed: boolean
}

function Latency({ module, samples, old, failed }: LatencyProps) {
  const t = useTranslations('overview.card')
  const panel = useTranslations('panel')
  const format = useFormat()
  const ms = toLatencyMs(module)
  // A probe that failed measured nothing: the figure is the last answer's.
  const past = old || module.failures > 0
  const answeredAt = samples?.samples.findLast((sample) => sample.latencyMs !== null)?.time ?? module.observedAt
  const slow = module.state === 'degraded' && module.finding?.code === 'list_slow' && !past
  const value = ms === null ? '–' : format.latency(ms)
  return (
    <>
      <div className={styles['metric']}>
        <span className={styles['label']}>{module.latencyMs === null ? t('probe') : t('p95')}</span>
        {past && answeredAt !== null && (
          <span className={styles['label']}>{t('at', { time: format.shortClock(answeredAt) })}</span>
        )}
        <b className={cx(slow && styles['slow'], past && styles['past'])}>{value}</b>
      </div>
      <div className={styles['latency']}>
        {samples === undefined ? (
          <div className={styles['spark']}>
            {failed ? <span className={styles['label']}>{panel('cannotLoad')}</span> : <Skeleton height={SPARK_PX} />}
          </div>
        ) : (
          <Sparkline
            points={thinPoints(toPoints(samples), POINTS_MAX)}
            label={ms === null ? t('noLatency') : t('latencyLabel', { value })}
            height={SPARK_PX}
            look={past ? 'old' : 'live'}
          />
        )}
      </div>
    </>
  )
}

function Uptime({ samples, failed }: { samples: ModuleSamples | undefined; failed: boolean }) {
  const t = useTranslations('overview.card')
  const format = useFormat()
  const link = useLinkFreshness()
  if (samples === undefined) return <div className={styles['uptime']}>{!failed && <Skeleton height={16} />}</div>
  const sum = sumUptime(samples.uptime)
  const span = format.hours(sum.spanMs)
  const up = sum.upShare === null ? t('uptimeNone') : format.percent(sum.upShare)
  const unobserved = format.percent(sum.unobservedShare)
  return (
    <div className={styles['uptime']}>
      <div className={styles['legend']}>
        <span className={styles['label']}>{sum.upShare === null ? `${span}: ${up}` : t('uptime', { span, up })}</span>
        {sum.unobservedShare > 0 && (
          <span className={styles['label']}>
            <i className={styles['swatch']} />
            {t('unobserved', { share: unobserved })}
          </span>
        )}
      </div>
      <UptimeBar
        buckets={mergeBuckets(samples.uptime.buckets, BARS_MAX)}
        label={t('uptimeLabel', { span, up, unobserved })}
        known={link === 'live' || link === 'fallback' ? 'now' : 'last'}
      />
    </div>
  )
}
