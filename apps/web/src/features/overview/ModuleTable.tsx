import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useSamples } from '../../api/queries.ts'
import { Count } from '../../ui/Count.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { FleetBoard } from './FleetBoard.tsx'
import { toLatencyMs } from '../../ui/probe/toLatencyMs.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { UptimeBar } from '../../ui/UptimeBar.tsx'
import { sumUptime } from '../../ui/uptime/sumUptime.ts'
import { CardSince, CardWhy } from './CardWhy.tsx'
import { mergeBuckets } from './mergeBuckets.ts'
import styles from './ModuleTable.module.css'
import { ObservedAt } from './ProbeTimes.tsx'
import { type ShownModule, useFleet, worstFirst } from './useFleet.ts'
import { useFigures } from './useFigures.ts'

const BARS_MAX = 48
const BAR_PX = 16

/** Modules with their figures under column heads, worst first. */
export function ModuleTable() {
  const t = useTranslations('overview')
  const fleet = worstFirst(useFleet())
  const heads = ['state', 'why', 'latency', 'eventsPerMinute', 'connections', 'cacheHit', 'observed', 'day'] as const
  return (
    <Panel title={t('modules')} note={<Count>{fleet.length}</Count>} headLine="ruled" actions={<FleetBoard />}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('table.module')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" data-column={head}>
                {t(`table.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fleet.map((shown) => (
            <Row key={shown.module.id} shown={shown} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Row({ shown }: { shown: ShownModule }) {
  const { module } = shown
  const format = useFormat()
  const figures = useFigures(module)
  const ms = toLatencyMs(module)
  const old = shown.freshness === 'stale' || shown.freshness === 'unknown'
  return (
    <tr className={cx(old && styles['old'])}>
      <th scope="row">
        <Link to="/modules/$moduleId" params={{ moduleId: module.id }} title={module.title}>
          {module.title}
        </Link>
      </th>
      <td>
        <span className={styles['state']}>
          <StateBadge state={shown.state} known={shown.known} />
          <CardSince module={module} shown={shown} />
        </span>
      </td>
      <td className={styles['why']}>
        <CardWhy module={module} shown={shown} />
      </td>
      <td className={cx(styles['figure'], module.failures > 0 && styles['past'])}>
        {ms === null ? '–' : format.latency(ms)}
      </td>
      <td className={styles['figure']}>{figures.eventsPerMinute}</td>
      <td className={styles['figure']} data-column="connections">
        {figures.connections}
      </td>
      <td className={styles['figure']} data-column="cacheHit">
        {figures.cacheHit}
      </td>
      <td className={styles['figure']}>
        <ObservedAt module={module} />
      </td>
      <td className={styles['day']} data-column="day">
        <Day id={module.id} />
      </td>
    </tr>
  )
}

function Day({ id }: { id: string }) {
  const t = useTranslations('overview.card')
  const format = useFormat()
  const link = useLinkFreshness()
  const { data, isError } = useSamples(id)
  if (data === undefined) return isError ? '–' : <Skeleton height={BAR_PX} />
  const sum = sumUptime(data.uptime)
  const words = {
    span: format.hours(sum.spanMs),
    up: sum.upShare === null ? t('uptimeNone') : format.percent(sum.upShare),
    unobserved: format.percent(sum.unobservedShare),
  }
  return (
    <span className={styles['bar']} title={t('uptimeLabel', words)}>
      <UptimeBar
        buckets={mergeBuckets(data.uptime.buckets, BARS_MAX)}
        label={t('uptimeLabel', words)}
        known={link === 'live' || link === 'fallback' ? 'now' : 'last'}
      />
    </span>
  )
}
