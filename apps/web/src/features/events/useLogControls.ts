import { type RefObject, useCallback, useState } from 'react'
import type { EventsView } from './log/eventsView.ts'
import type { HoldReason } from './log/createHold.ts'
import type { SearchChange } from './useEventsSearch.ts'

interface Given {
  readonly view: EventsView
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly selected: string | undefined
  readonly onSearch: (change: SearchChange) => void
  /** Older rows and what is known of them end with the hold. */
  readonly onReleased: () => void
}

/** What hands do to the log. Looking closer holds it; following lets go and returns to the newest row. */
export function useLogControls({ view, scroller, selected, onSearch, onReleased }: Given) {
  const [active, setActive] = useState<number>()

  const hold = useCallback((reason: HoldReason) => view.hold(reason), [view])
  const release = useCallback(() => {
    view.release()
    onReleased()
    setActive(undefined)
    scroller.current?.scrollTo({ top: 0 })
  }, [view, scroller, onReleased])

  const cursorAt = (index: number): string | undefined => {
    const row = view.rowAt(index)
    return row?.kind === 'event' ? row.cursor : undefined
  }
  const go = (index: number) => {
    hold('reading')
    const to = Math.max(0, Math.min(index, view.rowCount() - 1))
    setActive(to)
    scroller.current?.focus({ preventScroll: true })
    if (selected !== undefined) onSearch({ sel: cursorAt(to) ?? selected })
  }
  const move = (step: number | 'first' | 'last') => {
    if (view.rowCount() === 0) return
    if (step === 'first') go(0)
    else if (step === 'last') go(view.rowCount() - 1)
    else go(active === undefined ? topIndex(scroller.current) : active + step)
  }
  const open = (index: number) => {
    const cursor = cursorAt(index)
    if (cursor === undefined) return
    hold('reading')
    setActive(index)
    onSearch({ sel: cursor })
  }
  const close = () => {
    onSearch({ sel: undefined })
    if (scroller.current?.scrollTop === 0 && view.figures().hold?.reason === 'reading') release()
    scroller.current?.focus({ preventScroll: true })
  }
  const togglePause = () => (view.figures().hold?.reason === 'paused' ? release() : hold('paused'))
  const toggleFollow = () => (view.figures().hold === undefined ? hold('paused') : release())
  const onScrolled = (place: 'top' | 'away') => {
    const held = view.figures().hold
    if (place === 'away' && held === undefined) hold('reading')
    if (place === 'top' && held?.reason === 'reading' && selected === undefined && active === undefined) release()
  }
  return {
    active,
    move,
    go,
    open,
    close,
    release,
    togglePause,
    toggleFollow,
    onScrolled,
    forget: () => setActive(undefined),
  }
}

/** The first key lands on what is at the top of the screen, not on a row far above. */
function topIndex(box: HTMLElement | null): number {
  if (box === null) return 0
  const rowPx = Number.parseFloat(getComputedStyle(box).getPropertyValue('--event-row-h')) || 1
  return Math.ceil(box.scrollTop / rowPx)
}
