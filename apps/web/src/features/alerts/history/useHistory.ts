import { type Cursor, type LogItem, readKnownEvent } from '@nobet/contracts'
import type { Filterable } from '@nobet/domain/alerts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'

/** Few enough that no page is cut short for its bytes: a page that is not full has reached the log's beginning. */
const PAGE_EVENTS = 60
export const HISTORY_INTERVAL_MS = 15_000
const REFRESHED_PAGES_MAX = 3
/** So many pages are held; the Events page goes further back. */
export const PAGES_MAX = 50

/** One alert that was, from its beginning to its end. */
export interface Episode extends Filterable {
  readonly cursor: Cursor
  readonly fingerprint: string
  readonly startsAt: string
  readonly endedAt: string
  /** `null` where the times contradict each other. */
  readonly durationMs: number | null
  readonly runbookUrl?: undefined
}

/** What is over, the newest first, page by page from the log. */
export function useHistory() {
  const api = useApi()
  const query = useInfiniteQuery({
    queryKey: ['alertHistory'],
    queryFn: ({ pageParam, signal }) =>
      api.events(
        { types: 'alert.resolved', limit: PAGE_EVENTS, ...(pageParam === undefined ? {} : { before: pageParam }) },
        signal,
      ),
    // Every page is asked again: one who has gone far back looks at what does not change.
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) <= REFRESHED_PAGES_MAX ? HISTORY_INTERVAL_MS : false,
    initialPageParam: undefined as Cursor | undefined,
    getNextPageParam: (last) => (last.events.length < PAGE_EVENTS ? undefined : last.events[0]?.cursor),
  })
  const pages = query.data?.pages
  const episodes = useMemo(
    () => (pages ?? []).flatMap((page) => page.events.toReversed().flatMap((item) => toEpisode(item) ?? [])),
    [pages],
  )
  return { query, episodes, full: (pages?.length ?? 0) >= PAGES_MAX }
}

export function toEpisode({ cursor, event }: LogItem): Episode | undefined {
  const known = readKnownEvent(event)
  if (known?.type !== 'alert.resolved') return undefined
  const { fingerprint, alertname, labels, annotations, startsAt, endsAt } = known.data
  const endedAt = endsAt ?? event.time
  const durationMs = Date.parse(endedAt) - Date.parse(startsAt)
  return {
    cursor,
    fingerprint,
    alertname,
    labels,
    annotations,
    severity: event.severity,
    ...(event.module === undefined ? {} : { module: event.module }),
    startsAt,
    endedAt,
    durationMs: durationMs >= 0 ? durationMs : null,
  }
}
