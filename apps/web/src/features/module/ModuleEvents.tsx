import type { ModuleView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import type { RingEntry } from '../../live/eventRing.ts'
import { useRing } from '../../live/LiveContext.tsx'
import { cx } from '../../ui/cx.ts'
import { GapLine } from '../../ui/event/EventRow.tsx'
import { useSummariseEvent } from '../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelEmpty } from '../../ui/panel/PanelStates.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { Time } from '../../ui/Time.tsx'
import styles from './ModuleEvents.module.css'

/** As many as the page is long; what does not fit is cut. */
const ROWS = 40
/** How far back the ring is searched for this module's rows. */
const SEARCHED = 2_000

/** The newest events of one module, gaps in their place. */
export function ModuleEvents({ module, className }: { module: ModuleView; className: string | undefined }) {
  const t = useTranslations('module')
  const format = useFormat()
  const summarise = useSummariseEvent()
  const ring = useRing()
  const link = useLinkFreshness()
  const rows = ring
    .newest(SEARCHED)
    .filter((entry) => isOf(entry, module.id))
    .slice(0, ROWS)
  const rate = module.eventsPerMinute
  return (
    <Panel
      title={t(link === 'live' || link === 'fallback' ? 'liveEvents' : 'lastEvents')}
      note={rate === undefined || link === 'offline' ? undefined : t('rateNote', { rate: format.number(rate) })}
      headLine="ruled"
      className={cx(styles['events'], className)}
      provenance={{ kind: 'observed', at: newestTime(rows), intervalMs: null }}
    >
      {rows.length === 0 ? (
        <PanelEmpty title={t('noEvents')}>{t('noEventsHint')}</PanelEmpty>
      ) : (
        <ol className={styles['rows']}>
          {rows.map((entry) =>
            entry.kind === 'gap' ? (
              <li key={entry.seq}>
                <GapLine gap={entry.gap} />
              </li>
            ) : (
              <li key={entry.seq} className={styles['row']}>
                <Time at={entry.event.time} as="clock" className={styles['time']} />
                <SeverityMark severity={entry.event.severity} />
                <span className={styles['text']}>
                  <code>{entry.event.type}</code>
                  <span>{summarise(entry.event)}</span>
                </span>
              </li>
            ),
          )}
        </ol>
      )}
    </Panel>
  )
}

const isOf = (entry: RingEntry, id: string): boolean => entry.kind === 'gap' || entry.event.module === id

function newestTime(rows: readonly RingEntry[]): string | null {
  const newest = rows.find((entry) => entry.kind === 'event')
  return newest?.event.time ?? null
}
