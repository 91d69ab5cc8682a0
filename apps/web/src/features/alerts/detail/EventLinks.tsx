import type { LogItem } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { useSummariseEvent } from '../../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Time } from '../../../ui/Time.tsx'
import styles from './AlertDetail.module.css'

interface Props {
  /** Newest first; `undefined`: not here yet. */
  readonly items: readonly LogItem[] | undefined
  readonly error: Error | null
  readonly empty: string
  readonly onRetry: () => void
  /** An instant the events are told by their distance to. */
  readonly until?: string
}

/** Events of the log as lines that open them on the Events page. */
export function EventLinks({ items, error, empty, onRetry, until }: Props) {
  const t = useTranslations('alerts.changes')
  const types = useTranslations('alerts.eventTypes')
  const summarise = useSummariseEvent()
  const format = useFormat()
  if (items === undefined && error !== null)
    return (
      <p className={styles['note']} role="alert">
        {t('failed')} <code>{error.message}</code>{' '}
        <Button size="small" onClick={onRetry}>
          {t('retry')}
        </Button>
      </p>
    )
  if (items === undefined) return <Skeleton width="80%" />
  if (items.length === 0) return <p className={styles['note']}>{empty}</p>
  return (
    <ul className={styles['events']}>
      {items.map(({ cursor, event }) => (
        <li key={cursor}>
          <Link to="/events" search={{ sel: cursor }}>
            <SeverityMark severity={event.severity} size={12} />
            <span>
              <b>{isKnown(event.type) ? types(TYPE_KEYS[event.type]) : event.type}</b> {summarise(event)}
            </span>
            {until === undefined ? (
              <Time at={event.time} as="moment" />
            ) : (
              <time dateTime={event.time} title={format.absolute(event.time)}>
                {t('before', { span: format.duration(Math.max(0, Date.parse(until) - Date.parse(event.time))) })}
              </time>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const TYPE_KEYS = {
  'alert.firing': 'firing',
  'alert.resolved': 'resolved',
  'alert.acknowledged': 'acknowledged',
  'alert.unacknowledged': 'unacknowledged',
  'mcp.catalogue.changed': 'catalogue',
  'mcp.health.changed': 'health',
  'cache.policy.changed': 'policy',
  'cache.ttl.changed': 'ttl',
  'gitops.app.drifted': 'drifted',
  'gitops.app.synced': 'synced',
  'policy.violated': 'violated',
  'console.started': 'started',
  'upstream.degraded': 'degraded',
  'upstream.recovered': 'recovered',
} as const

const isKnown = (type: string): type is keyof typeof TYPE_KEYS => Object.hasOwn(TYPE_KEYS, type)
