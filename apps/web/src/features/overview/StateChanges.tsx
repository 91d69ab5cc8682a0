import { readKnownEvent } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { EventRing } from '../../live/eventRing.ts'
import { useModules, useRing } from '../../live/LiveContext.tsx'
import { useLinkFreshness } from '../../ui/link.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { toneOfState } from '../../ui/tone.ts'
import styles from './AlertsPanel.module.css'

const SHOWN_MAX = 8

/** The last changes of state this tab has seen, newest first. */
export function StateChanges() {
  const t = useTranslations('overview.changes')
  const away = useTranslations('overview.away')
  const states = useTranslations('state')
  const modules = useModules()
  const changes = readChanges(useRing())
  const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
  return (
    <section className={styles['changes']}>
      <h3>{t('title')}</h3>
      {changes.length === 0 && <p className={styles['quiet']}>{t('none')}</p>}
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

function readChanges(ring: EventRing) {
  const changes = []
  for (let seq = ring.next() - 1; seq >= ring.first() && changes.length < SHOWN_MAX; seq -= 1) {
    const entry = ring.get(seq)
    if (entry?.kind !== 'event' || entry.event.type !== 'mcp.health.changed') continue
    const event = readKnownEvent(entry.event)
    if (event?.type === 'mcp.health.changed') changes.push({ cursor: entry.cursor, event })
  }
  return changes
}
