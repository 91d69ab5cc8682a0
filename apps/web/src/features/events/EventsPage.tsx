import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { useModules } from '../../live/LiveContext.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { useKeys } from '../../ui/keys/useKeys.ts'
import text from '../../ui/text.module.css'
import { useMedia } from '../../ui/useMedia.ts'
import { EventDetail } from './detail/EventDetail.tsx'
import styles from './EventsPage.module.css'
import { EventsToolbar } from './EventsToolbar.tsx'
import { EventLog } from './log/EventLog.tsx'
import { LogPanel } from './log/LogPanel.tsx'
import { useOlder } from './log/useOlder.ts'
import { RatePanel } from './rate/RatePanel.tsx'
import type { Span } from './rate/span.ts'
import { toViewQuery } from './toViewQuery.ts'
import { useEventsSearch } from './useEventsSearch.ts'
import { useEventsView } from './useEventsView.ts'
import { useGoToLinked } from './useGoToLinked.ts'
import { useJump } from './useJump.ts'
import { useLogControls } from './useLogControls.ts'

/** Wide enough for the detail beside the log. */
const BESIDE = '(min-width: 1100px)'

/** The event log: filter, rate, rows and the opened event, all of it in the URL. */
export const EventsPage = () => (
  <LaterTexts>
    <Content />
  </LaterTexts>
)

function Content() {
  const title = useTranslations('events')('title')
  usePageTitle(title)
  const [search, onSearch] = useEventsSearch()
  const { q, from, to, sel } = search
  const query = useMemo(() => toViewQuery({ ...(q && { q }), ...(from && to && { from, to }) }), [q, from, to])
  const view = useEventsView(query.view)
  const scroller = useRef<HTMLDivElement>(null)
  const older = useOlder(view, query.filter)
  const log = useLogControls({ view, scroller, selected: sel, onSearch, onReleased: older.reset })
  const jump = useJump(view, { load: older.load, go: log.go, onSearch })
  const place = useMedia(BESIDE) ? 'beside' : 'over'
  useGoToLinked(view, sel, log.go)
  const { forget } = log
  useForgetOnChange(query, forget)
  useKeys({
    p: log.togglePause,
    f: log.toggleFollow,
    j: () => log.move(1),
    k: () => log.move(-1),
    ...(sel === undefined ? {} : { Escape: log.close }),
  })
  const onSpan = (span: Span | undefined) => onSearch({ from: toIso(span?.from), to: toIso(span?.to) })
  const hasQuery = q !== undefined || from !== undefined
  return (
    <div className={styles['page']}>
      <h1 className={text['hidden']}>{title}</h1>
      <EventsToolbar
        query={query}
        text={q ?? ''}
        modules={Object.keys(useModules())}
        view={view}
        onFilter={(text) => onSearch({ q: text })}
        onPause={log.togglePause}
        onFollow={log.toggleFollow}
        onJump={jump}
      />
      <RatePanel view={view} span={toSpan(from, to)} onSpan={onSpan} />
      <div className={styles['split']} data-open={sel !== undefined && place === 'beside'}>
        <LogPanel
          view={view}
          active={log.active}
          older={older.state}
          onOlder={() => void older.load()}
          onRelease={log.release}
          onClear={hasQuery ? () => onSearch({ q: undefined, from: undefined, to: undefined }) : undefined}
        >
          <EventLog
            view={view}
            scroller={scroller}
            selected={sel}
            active={log.active}
            onOpen={log.open}
            onMove={log.move}
            onScrolled={log.onScrolled}
            onNearEnd={() => older.state.kind === 'idle' && void older.load()}
          />
        </LogPanel>
        {sel !== undefined && <EventDetail key={sel} view={view} cursor={sel} place={place} onClose={log.close} />}
      </div>
    </div>
  )
}

/** A row's index means nothing once the filter is another. */
function useForgetOnChange(query: unknown, forget: () => void): void {
  const latest = useRef(forget)
  useEffect(() => {
    latest.current = forget
  })
  const run = useCallback(() => latest.current(), [])
  useEffect(() => run(), [query, run])
}

const toIso = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString()
const toSpan = (from: string | undefined, to: string | undefined): Span | undefined =>
  from === undefined || to === undefined ? undefined : { from: Date.parse(from), to: Date.parse(to) }
