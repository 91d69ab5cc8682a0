import { useSyncExternalStore } from 'react'
import { GapLine } from '../../../ui/event/EventRow.tsx'
import styles from './EventLog.module.css'
import type { EventsView } from './eventsView.ts'
import type { Window } from './useWindow.ts'

/** The breaks among the rows on screen, in their place; rare, so they may cost a render. */
export function GapRows({ view, window }: { view: EventsView; window: Window }) {
  const places = useSyncExternalStore(view.subscribe, () => findGaps(view, window))
  if (places === '') return null
  return places.split(',').map((place) => {
    const index = Number(place)
    const row = view.rowAt(index)
    if (row?.kind !== 'gap') return null
    return (
      <div
        key={row.seq}
        role="row"
        aria-rowindex={index + 2}
        className={styles['gap']}
        style={{ top: index * window.rowPx }}
      >
        <div role="gridcell" aria-colspan={5}>
          <GapLine gap={row.gap} className={styles['gapLine']} />
        </div>
      </div>
    )
  })
}

function findGaps(view: EventsView, { first, slots }: Window): string {
  const places: number[] = []
  for (let index = first; index < first + slots; index += 1) if (view.rowAt(index)?.kind === 'gap') places.push(index)
  return places.join(',')
}
