import type { Filter } from '@nobet/domain/filter'
import { useCallback, useRef, useState } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import type { EventsQuery } from '../../../api/createApi.ts'
import { OLDER_MAX } from './createHold.ts'
import type { EventsView } from './eventsView.ts'

const PAGE_EVENTS = 500
/** Pages asked for in a row when none holds a match; then it takes a hand to go on. */
const PAGES_AT_ONCE = 6

export type OlderState =
  | { readonly kind: 'idle' | 'loading' | 'end' | 'full' }
  | { readonly kind: 'failed'; readonly message: string }

/** Reads the server's log backwards from the oldest row held, until something matches or it ends. */
export function useOlder(view: EventsView, filter: Filter) {
  const api = useApi()
  const [state, setState] = useState<OlderState>({ kind: 'idle' })
  const turn = useRef(0)
  const busy = useRef(false)

  const load = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    turn.current += 1
    const mine = turn.current
    view.hold('reading')
    setState({ kind: 'loading' })
    const next = await loadPages(
      view,
      (query) => api.events({ ...narrow(filter), ...query }),
      () => mine === turn.current,
    )
    if (mine !== turn.current) return
    busy.current = false
    setState(next)
  }, [api, view, filter])
  const reset = useCallback(() => {
    turn.current += 1
    busy.current = false
    setState({ kind: 'idle' })
  }, [])
  return { state, load, reset }
}

type Ask = (query: EventsQuery) => ReturnType<ReturnType<typeof useApi>['events']>

async function loadPages(view: EventsView, ask: Ask, isWanted: () => boolean): Promise<OlderState> {
  const before = view.rowCount()
  let at = view.olderThan()
  for (let page = 0; page < PAGES_AT_ONCE && view.rowCount() === before; page += 1) {
    if (view.olderCount() >= OLDER_MAX) return { kind: 'full' }
    try {
      const answer = await ask({ limit: PAGE_EVENTS, ...(at === undefined ? {} : { before: at }) })
      if (!isWanted()) return { kind: 'idle' }
      view.addOlder(answer.events)
      if (answer.events.length === 0 || answer.cursor === at) return { kind: 'end' }
      at = answer.cursor
    } catch (failure) {
      return { kind: 'failed', message: failure instanceof Error ? failure.message : String(failure) }
    }
  }
  return { kind: 'idle' }
}

/** The parts of a filter that mean the same to the server; the rest is tested here. */
function narrow(filter: Filter): EventsQuery {
  const query: { module?: string; minSeverity?: string } = {}
  for (const term of filter) {
    if (term.negated) continue
    if (term.kind === 'severity' && term.operator === '>=' && term.values[0] !== undefined)
      query.minSeverity ??= term.values[0]
    const [only, ...others] = term.kind === 'field' && term.field === 'module' ? term.values : []
    if (only !== undefined && others.length === 0 && /^[a-z0-9-]+$/.test(only)) query.module ??= only
  }
  return query
}
