import type { RingEntry } from '../../../live/eventRing.ts'
import type { EventsView } from './eventsView.ts'

/** Index from the newest of the first row that passes. */
export function indexWhere(
  view: Pick<EventsView, 'rowCount' | 'rowAt'>,
  passes: (row: RingEntry) => boolean,
): number | undefined {
  for (let index = 0; index < view.rowCount(); index += 1) {
    const row = view.rowAt(index)
    if (row !== undefined && passes(row)) return index
  }
  return undefined
}
