import { indexWhere } from './log/indexWhere.ts'
import type { EventsView } from './log/eventsView.ts'
import type { Jump } from './readJump.ts'
import type { SearchChange } from './useEventsSearch.ts'

/** Strides of older rows read in search of a moment. */
const STRIDES_MAX = 20

interface Hands {
  readonly load: () => Promise<void>
  readonly go: (index: number) => void
  readonly onSearch: (change: SearchChange) => void
}

/** Opens a cursor, or goes to the first row at or before a moment, reading older rows as far as it takes. */
export function useJump(view: EventsView, { load, go, onSearch }: Hands): (jump: Jump) => void {
  const toTime = async (at: number) => {
    view.hold('reading')
    for (let stride = 0; stride < STRIDES_MAX && indexAt(view, at) === undefined; stride += 1) {
      const before = view.olderCount()
      await load()
      if (view.olderCount() === before) break
    }
    go(indexAt(view, at) ?? view.rowCount() - 1)
  }
  return (jump) => {
    if (jump.kind === 'time') return void toTime(jump.at)
    onSearch({ sel: jump.cursor })
    const index = indexWhere(view, (row) => row.kind === 'event' && row.cursor === jump.cursor)
    if (index !== undefined) go(index)
  }
}

const indexAt = (view: EventsView, at: number): number | undefined =>
  indexWhere(view, (row) => (row.kind === 'event' ? Date.parse(row.event.time) : row.gap.until) <= at)
