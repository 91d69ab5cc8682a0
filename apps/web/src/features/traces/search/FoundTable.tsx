import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import text from '../../../ui/text.module.css'
import { Time } from '../../../ui/Time.tsx'
import { cx } from '../../../ui/cx.ts'
import type { TraceHit } from '../ask/tempoAnswers.ts'
import { useSpanTime } from '../useSpanTime.ts'
import styles from './FoundTable.module.css'

const ID_DIGITS = 32
const NS_PER_MS = 1_000_000n
const ROOT_LATE = '<root span not yet received>'

/** Newest first, each with its length beside the longest. */
export function FoundTable({ hits, dim }: { hits: readonly TraceHit[]; dim: boolean }) {
  const t = useTranslations('traces.list')
  const longestMs = Math.max(1, ...hits.map(({ durationMs }) => durationMs))
  return (
    <div className={styles['scroll']} data-dim={dim || undefined}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('start')}</th>
            <th scope="col">{t('root')}</th>
            <th scope="col">{t('duration')}</th>
            <th scope="col" className={styles['wide']}>
              {t('services')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('spans')}
            </th>
          </tr>
        </thead>
        <tbody>
          {hits.map((hit) => (
            <Row key={hit.traceID} hit={hit} share={hit.durationMs / longestMs} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ hit, share }: { hit: TraceHit; share: number }) {
  const t = useTranslations('traces.list')
  const format = useFormat()
  const time = useSpanTime()
  const stats = Object.entries(hit.serviceStats)
  const spans = stats.reduce((sum, [, { spanCount = 0 }]) => sum + spanCount, 0)
  const errors = stats.reduce((sum, [, { errorCount = 0 }]) => sum + errorCount, 0)
  const noRoot = hit.rootServiceName === ROOT_LATE
  return (
    <tr>
      <td className={styles['start']}>
        <Time at={Number(BigInt(hit.startTimeUnixNano) / NS_PER_MS)} as="clockMs" />
      </td>
      <th scope="row">
        <Link
          to="/traces/$traceId"
          params={{ traceId: hit.traceID.padStart(ID_DIGITS, '0') }}
          className={styles['root']}
        >
          <b>{noRoot ? t('noRoot') : hit.rootTraceName || hit.traceID}</b>
          {!noRoot && <span>{hit.rootServiceName}</span>}
          {errors > 0 && (
            <em>
              <StatusMark tone="bad" size={12} />
              {t('errorCount', { count: errors })}
            </em>
          )}
        </Link>
      </th>
      <td className={styles['length']}>
        <span>{hit.durationMs === 0 ? '< 1 ms' : time(hit.durationMs)}</span>
        <i style={{ inlineSize: `${Math.max(1, share * 100)}%` }} />
      </td>
      <td className={cx(styles['wide'], text['cut'])}>{stats.map(([service]) => service).join(', ')}</td>
      <td className={styles['number']}>{format.number(spans)}</td>
    </tr>
  )
}
