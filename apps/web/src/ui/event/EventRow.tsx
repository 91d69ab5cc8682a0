import type { LoggedEvent } from '@nobet/contracts'
import type { Gap } from '@nobet/stream-client'
import { useTranslations } from 'use-intl'
import { cx } from '../cx.ts'
import { useFormat } from '../format/useFormat.ts'
import { Hidden } from '../Hidden.tsx'
import { SeverityMark } from '../SeverityMark.tsx'
import { StatusMark } from '../StatusMark.tsx'
import { Time } from '../Time.tsx'
import { useLinkFreshness } from '../link.tsx'
import styles from './EventRow.module.css'

interface CellProps {
  readonly event: LoggedEvent
  /** Title of the module, if the world knows one. */
  readonly moduleTitle: string
  readonly summary: string
}

/** The five cells of one event: time, severity, module, type, summary. The parent is the grid (`eventGrid`). */
export function EventCells({ event, moduleTitle, summary }: CellProps) {
  const severity = useTranslations('severity')
  const known = useLinkFreshness() === 'offline' ? 'last' : 'now'
  return (
    <>
      <Time at={event.time} as="clockMs" className={styles['time']} />
      <span className={styles['mark']} title={severity(event.severity)}>
        <SeverityMark severity={event.severity} known={known} />
        <Hidden>{severity(event.severity)}</Hidden>
      </span>
      <span className={styles['module']}>{moduleTitle}</span>
      <span className={styles['type']}>{event.type}</span>
      <span className={styles['summary']} title={summary}>
        {summary}
      </span>
    </>
  )
}

/** Class of a row that holds `EventCells`; add your own height. */
export const eventGrid = (extra?: string | false): string => cx(styles['row'], extra)

/** Who an event is about when no module is named: the upstream, or the panel itself. */
export function nameOfSubject(
  event: LoggedEvent,
  titles: Readonly<Record<string, { readonly title: string } | undefined>>,
): string {
  if (event.module !== undefined) return titles[event.module]?.title ?? event.module
  const domain = event.type.slice(0, event.type.indexOf('.'))
  return SUBJECT_OF_DOMAIN.get(domain) ?? event.subject ?? 'panel'
}

const SUBJECT_OF_DOMAIN = new Map([
  ['console', 'panel'],
  ['audit', 'panel'],
  ['gitops', 'GitOps'],
  ['policy', 'GitOps'],
])

/** `17 s offline · 42 recovered · 3 lost`, in its place in the log. */
export function GapLine({ gap, className }: { gap: Gap; className?: string | undefined }) {
  const t = useTranslations('overview.ticker')
  const format = useFormat()
  const counts = {
    span: format.duration(gap.until - gap.since),
    recovered: format.number(gap.recovered),
    lost: gap.lost === null ? t('unknownLost') : format.number(gap.lost),
  }
  return (
    <div className={cx(styles['gap'], className)} data-gap="">
      <StatusMark tone="stale" size={14} />
      <b>{t('gap', counts)}</b>
      <span className={styles['range']}>
        {t('gapRange', { from: format.clock(gap.since), to: format.clock(gap.until) })}
      </span>
    </div>
  )
}
