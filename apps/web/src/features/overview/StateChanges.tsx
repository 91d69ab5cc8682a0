import { type LogItem, readKnownEvent } from '@nobet/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useApi } from '../../api/ApiContext.tsx'
import type { EventRing } from '../../live/eventRing.ts'
import { useModules, useRing } from '../../live/LiveContext.tsx'
import { useLinkFreshness } from '../../ui/link.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { toneOfState } from '../../ui/tone.ts'
import styles from './AlertsPanel.module.css'

const TYPE = 'mcp.health.changed'
const SHOWN_MAX = 8
const HISTORY = { types: TYPE, limit: SHOWN_MAX }

/** The last changes of state, newest first: what the log still holds and what arrived since. */
export function StateChanges() {
  const t = useTranslations('overview.changes')
  const away = useTranslations('overview.away')
  const states = useTranslations('state')
  const cannotLoad = useTranslations('panel')
  const modules = useModules()
  const api = useApi()
  const ring = useRing()
  const history = useQuery({ queryKey: ['events', HISTORY], queryFn: ({ signal }) => api.events(HISTORY, signal) })
  const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
  const changes = mergeChanges(readArrived(ring), history.data?.events ?? [])
  return (
    <section className={styles['changes']}>
      <h3>{t('title')}</h3>
      {changes.length === 0 && (
        <p className={styles['quiet']}>
          {history.isError ? cannotLoad('cannotLoad') : history.data !== undefined && t('none')}
        </p>
      )}
      {changes.map(({ cursor, event }) => {
        const id = event.module ?? ''
        const words = { name: modules[id]?.title ?? id, from: states(event.data.from), to: states(event.data.to) }
        return (
          <Link key={cursor} to="/modules/$moduleId" params={{ moduleId: id }} className={styles['change']}>
            <StatusMark tone={toneOfState(event.data.to)} known={known} size={14} />
            <span>{away('changed', words)}</span>
            <Time at={event.time} as="moment" />
          </Link>
        )
      })}
    </section>
  )
}

function readArrived(ring: EventRing): LogItem[] {
  const items: LogItem[] = []
  for (let seq = ring.next() - 1; seq >= ring.first() && items.length < SHOWN_MAX; seq -= 1) {
    const entry = ring.get(seq)
    if (entry?.kind === 'event' && entry.event.type === TYPE) items.push(entry)
  }
  return items
}

/** Newest first, each once; `arrived` is newest first, `held` is in the log's order. */
function mergeChanges(arrived: readonly LogItem[], held: readonly LogItem[]) {
  const byCursor = new Map([...arrived, ...held.toReversed()].map((item) => [item.cursor, item]))
  return [...byCursor.values()]
    .flatMap((item) => {
      const event = readKnownEvent(item.event)
      return event?.type === TYPE ? [{ cursor: item.cursor, event }] : []
    })
    .slice(0, SHOWN_MAX)
}
