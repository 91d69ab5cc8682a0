import { Link } from '@tanstack/react-router'
import { ChevronRight, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EventRing, RingEntry } from '../../live/eventRing.ts'
import { useLinkState, useModules, useRing, useWorldStatus } from '../../live/LiveContext.tsx'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { EventCells, eventGrid, GapLine, nameOfSubject } from '../../ui/event/EventRow.tsx'
import { useSummariseEvent } from '../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useKeys } from '../../ui/keys/useKeys.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelEmpty, PanelLoading } from '../../ui/panel/PanelStates.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import styles from './Ticker.module.css'
import { useFittingRows } from './useFittingRows.ts'

/** The last events as they come, newest first; gaps stay in their place. */
export function Ticker({ className }: { className: string | undefined }) {
  const t = useTranslations('overview.ticker')
  const ring = useRing()
  const status = useWorldStatus()
  const link = useLinkFreshness()
  const { ref, rows } = useFittingRows()
  const [pausedAt, setPausedAt] = useState<number>()
  const toggle = () => setPausedAt((at) => (at === undefined ? ring.next() : undefined))
  useKeys({ p: toggle })
  const entries = pausedAt === undefined ? ring.newest(rows) : readBefore(ring, pausedAt, rows)
  const waiting = pausedAt === undefined ? 0 : ring.next() - pausedAt
  return (
    <Panel
      title={t(link === 'live' || link === 'fallback' ? 'title' : 'titleLast')}
      note={status === 'waiting' ? undefined : <Rate />}
      provenance={provenanceOf(entries[0], status)}
      headLine="ruled"
      className={className}
      actions={
        <>
          <Button
            look="bare"
            size="small"
            icon={pausedAt === undefined ? <Pause /> : <Play />}
            aria-pressed={pausedAt !== undefined}
            onClick={toggle}
          >
            {pausedAt === undefined ? t('pause') : `${t('resume')} · ${t('waiting', { count: waiting })}`}
            <KeyCap>P</KeyCap>
          </Button>
          <Link to="/events" className={cx(buttonClass('bare', 'small'), styles['all'])}>
            {t('all')}
            <ChevronRight />
          </Link>
        </>
      }
    >
      <OfflineLine />
      {entries.length > 0 && (
        <ol ref={ref} className={styles['rows']}>
          {entries.map((entry) => (
            <Row key={entry.seq} entry={entry} />
          ))}
        </ol>
      )}
      {entries.length === 0 && status === 'waiting' && <PanelLoading lines={5} />}
      {entries.length === 0 && status !== 'waiting' && (
        <PanelEmpty title={t('empty')}>
          <p>{t('emptyDetail')}</p>
        </PanelEmpty>
      )}
    </Panel>
  )
}

function Rate() {
  const t = useTranslations('overview.ticker')
  const format = useFormat()
  return <span className={styles['rate']}>{t('perMinute', { count: format.number(useRing().perMinute()) })}</span>
}

function Row({ entry }: { entry: RingEntry }) {
  const modules = useModules()
  const summarise = useSummariseEvent()
  const mountedLive = useState(() => entry.kind === 'event' && !entry.recovered)[0]
  if (entry.kind === 'gap')
    return (
      <li>
        <GapLine gap={entry.gap} className={styles['gap']} />
      </li>
    )
  const { cursor, event } = entry
  return (
    <li>
      <Link
        to="/events"
        search={{ sel: cursor }}
        className={eventGrid(cx(styles['row'], mountedLive && styles['fresh']))}
      >
        <EventCells event={event} moduleTitle={nameOfSubject(event, modules)} summary={summarise(event)} />
      </Link>
    </li>
  )
}

/** While nothing comes in the log says so itself, above its newest row. */
function OfflineLine() {
  const t = useTranslations('overview.ticker')
  const format = useFormat()
  const state = useLinkState()
  if (state.kind !== 'offline' && state.kind !== 'reconnecting') return null
  return (
    <p className={styles['offline']}>
      <StatusMark tone="stale" size={14} />
      <b>{t('offlineSince', { time: format.clock(state.since) })}</b>
      <span>{t('offlineDetail')}</span>
    </p>
  )
}

function readBefore(ring: EventRing, before: number, rows: number): RingEntry[] {
  const entries = []
  for (let seq = before - 1; seq >= ring.first() && entries.length < rows; seq -= 1) {
    const entry = ring.get(seq)
    if (entry !== undefined) entries.push(entry)
  }
  return entries
}

/** The stream is live as long as the link is; the age shown is that of the newest row. */
function provenanceOf(newest: RingEntry | undefined, status: string) {
  if (newest === undefined) return { kind: status === 'waiting' ? 'loading' : 'unknown' } as const
  const at = newest.kind === 'gap' ? new Date(newest.gap.until).toISOString() : newest.event.time
  return { kind: 'observed', at, intervalMs: null } as const
}
