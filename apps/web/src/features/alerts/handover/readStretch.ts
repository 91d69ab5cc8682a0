import type { Cursor, LoggedEvent } from '@nobet/contracts'
import type { Api } from '../../../api/createApi.ts'
import { HAND_OVER_TYPES } from './toHandOver.ts'

const PAGE_EVENTS = 1_000
const PAGES_MAX = 6

export interface Stretch {
  /** In the log's order. */
  readonly events: readonly LoggedEvent[]
  /** Whether it goes back as far as was asked; else there was more than is read, or the log begins later. */
  readonly reach: 'whole' | 'cut' | 'log-begins'
}

/** What the log says since `from` (epoch ms), read backwards from its end. */
export async function readStretch(api: Pick<Api, 'events'>, from: number, signal: AbortSignal): Promise<Stretch> {
  let events: LoggedEvent[] = []
  let before: Cursor | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await api.events(
      { types: HAND_OVER_TYPES.join(), limit: PAGE_EVENTS, ...(before === undefined ? {} : { before }) },
      signal,
    )
    const items = answer.events
    const wanted = items.filter(({ event }) => Date.parse(event.time) >= from)
    events = [...wanted.map(({ event }) => event), ...events]
    if (wanted.length < items.length) return { events, reach: 'whole' }
    if (items.length === 0) return { events, reach: 'log-begins' }
    before = items[0]?.cursor
  }
  return { events, reach: 'cut' }
}
