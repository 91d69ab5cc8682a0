import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

/** Rows drawn beyond each edge while scrolled away; at the top none above. */
const OVERSCAN = 6
/** What a window asks for before it is measured. */
const ROW_PX = 28

export interface Window {
  readonly first: number
  /** Rows drawn; never more than the screen takes and the overscan. */
  readonly slots: number
  readonly rowPx: number
}

/** Which rows of equal height are on screen. Renders again only when the first of them changes. */
export function useWindow(scroller: RefObject<HTMLElement | null>, headPx: number) {
  const [window, setWindow] = useState<Window>({ first: 0, slots: 0, rowPx: ROW_PX })
  const measure = useCallback(() => {
    const box = scroller.current
    if (box === null) return
    const rowPx = Number.parseFloat(getComputedStyle(box).getPropertyValue('--event-row-h')) || ROW_PX
    const at = Math.floor(box.scrollTop / rowPx)
    const first = Math.max(0, at - OVERSCAN)
    const onScreen = Math.ceil((box.clientHeight - headPx) / rowPx) + 1
    const slots = onScreen + (at === 0 ? 0 : 2 * OVERSCAN)
    setWindow((was) =>
      was.first === first && was.slots === slots && was.rowPx === rowPx ? was : { first, slots, rowPx },
    )
  }, [scroller, headPx])
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [scroller, measure])
  return { window, measure }
}
