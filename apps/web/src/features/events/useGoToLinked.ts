import { useEffect, useRef } from 'react'
import { useWorldStatus } from '../../live/LiveContext.tsx'
import { indexWhere } from './log/indexWhere.ts'
import type { EventsView } from './log/eventsView.ts'

/** A permalink that names a row of this tab opens at that row; one that is not held is only shown in full. */
export function useGoToLinked(view: EventsView, cursor: string | undefined, go: (index: number) => void): void {
  const isReady = useWorldStatus() !== 'waiting'
  const linked = useRef(cursor)
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(() => {
    const wanted = linked.current
    if (!isReady || wanted === undefined) return
    const find = () => {
      const index = indexWhere(view, (row) => row.kind === 'event' && row.cursor === wanted)
      const { working, held } = view.figures()
      if (index === undefined && (working || held === 0)) return
      linked.current = undefined
      leave()
      if (index !== undefined) latest.current(index)
    }
    const leave = view.subscribeFigures(find)
    find()
    return leave
  }, [view, isReady])
}
