import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLive } from '../../live/LiveContext.tsx'
import type { HoldReason } from './log/createHold.ts'
import { createEventsView, type EventsView, type ViewFigures, type ViewQuery } from './log/eventsView.ts'

/** The page's view of the ring, at work while the page is there. */
export function useEventsView(query: ViewQuery): EventsView {
  const { ring } = useLive()
  const [view] = useState(() => createEventsView({ ring, now: Date.now, delay: delayBy }))
  useEffect(() => view.start(), [view])
  useEffect(() => view.setQuery(query), [view, query])
  return view
}

/** Counts of the view; renews at most a few times a second. */
export const useViewFigures = (view: EventsView): ViewFigures =>
  useSyncExternalStore(view.subscribeFigures, view.figures)

/** Why the log is held, or `undefined` while it follows. */
export const useHoldReason = (view: EventsView): HoldReason | undefined =>
  useSyncExternalStore(view.subscribeFigures, () => view.figures().hold?.reason)

function delayBy(run: () => void, ms: number): () => void {
  const id = setTimeout(run, ms)
  return () => clearTimeout(id)
}
