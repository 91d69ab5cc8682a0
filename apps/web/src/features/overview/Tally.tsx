import type { ModuleState } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useLinkStats } from '../../live/LiveContext.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { toneOfState } from '../../ui/tone.ts'
import styles from './Fleet.module.css'
import type { ShownModule } from './useFleet.ts'

const DOWN: readonly ModuleState[] = ['down', 'wedged', 'auth-rejected', 'version-mismatch']
const DEGRADED: readonly ModuleState[] = ['degraded', 'needs-auth']

/** How many modules are in which condition, and how many events this tab knows to be lost. */
export function Tally({ fleet }: { fleet: readonly ShownModule[] }) {
  const t = useTranslations('overview.tally')
  const format = useFormat()
  const { lost, unknownLosses } = useLinkStats()
  const link = useLinkFreshness()
  const known = link === 'offline' ? 'last' : 'now'
  const good = link === 'live' || link === 'fallback'
  const count = (states: readonly ModuleState[]) => fleet.filter(({ state }) => states.includes(state)).length
  const rows = [
    {
      name: t(good ? 'healthy' : 'wasHealthy'),
      state: 'healthy',
      known: good ? 'now' : 'last',
      count: count(['healthy']),
    },
    { name: t('degraded'), state: 'degraded', known, count: count(DEGRADED) },
    { name: t('down'), state: 'down', known, count: count(DOWN) },
    { name: t('stale'), state: 'stale', known, count: count(['stale']) },
    { name: t('unknown'), state: 'unknown', known, count: count(['unknown']) },
  ] as const
  return (
    <dl className={styles['tally']}>
      {rows
        .filter((row) => row.state !== 'unknown' || row.count > 0)
        .map((row) => (
          <div key={row.state} data-zero={row.count === 0}>
            <dt>{row.name}</dt>
            <dd>
              {row.count > 0 && <StatusMark tone={toneOfState(row.state)} known={row.known} size={12} />}
              {format.number(row.count)}
            </dd>
          </div>
        ))}
      <div data-zero={lost === 0 && unknownLosses === 0}>
        <dt>{t('lost')}</dt>
        <dd>{unknownLosses > 0 || link === 'offline' ? t('lostUnknown') : format.number(lost)}</dd>
      </div>
    </dl>
  )
}
