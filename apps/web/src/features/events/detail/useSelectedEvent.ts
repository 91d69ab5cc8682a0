import { formatCursor, type LogItem, parseCursor } from '@nobet/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Api } from '../../../api/createApi.ts'
import { useApi } from '../../../api/ApiContext.tsx'
import { useWorldStatus } from '../../../live/LiveContext.tsx'
import type { EventsView } from '../log/eventsView.ts'

/** The opened event: held by this tab, fetched from the log, or not there (any more). */
export type SelectedEvent =
  | { readonly kind: 'found'; readonly item: LogItem }
  | { readonly kind: 'loading' | 'gone' | 'invalid' }
  | { readonly kind: 'failed'; readonly message: string; readonly retry: () => void }

/** Once found an event stays, also when the ring has let it go. */
export function useSelectedEvent(view: EventsView, cursor: string): SelectedEvent {
  const api = useApi()
  const status = useWorldStatus()
  const held = useMemo(() => (status === 'waiting' ? undefined : toItem(view, cursor)), [view, cursor, status])
  const isCursor = parseCursor(cursor) !== undefined
  const query = useQuery({
    queryKey: ['event', cursor],
    queryFn: ({ signal }) => readOne(api, cursor, signal),
    enabled: held === undefined && isCursor && status !== 'waiting',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (held !== undefined) return { kind: 'found', item: held }
  if (!isCursor) return { kind: 'invalid' }
  if (query.data !== undefined)
    return query.data.item === null ? { kind: 'gone' } : { kind: 'found', item: query.data.item }
  if (query.error !== null) return { kind: 'failed', message: query.error.message, retry: () => void query.refetch() }
  return { kind: 'loading' }
}

function toItem(view: EventsView, cursor: string): LogItem | undefined {
  const row = view.find(cursor)
  return row?.kind === 'event' ? { cursor: row.cursor, event: row.event } : undefined
}

/** `after` is exclusive: one position before, one event long. */
async function readOne(api: Api, cursor: string, signal: AbortSignal): Promise<{ readonly item: LogItem | null }> {
  const at = parseCursor(cursor)
  if (at === undefined || at.offset === 0) return { item: null }
  const page = await api.events({ after: formatCursor({ epoch: at.epoch, offset: at.offset - 1 }), limit: 1 }, signal)
  return { item: page.events.find((item) => item.cursor === cursor) ?? null }
}
