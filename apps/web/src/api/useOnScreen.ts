import { type RefCallback, useCallback, useState } from 'react'

/** Asked for a little before it is scrolled into view. */
const MARGIN = '120px'

export interface OnScreen {
  /** Give it to the element that counts. */
  readonly ref: RefCallback<Element>
  readonly seen: boolean
}

/** Whether an element is on screen, or nearly; where that cannot be told, it is. */
export function useOnScreen(): OnScreen {
  const [seen, setSeen] = useState(false)
  const ref = useCallback((element: Element | null) => {
    if (element === null) return
    if (typeof IntersectionObserver === 'undefined') {
      setSeen(true)
      return
    }
    const observer = new IntersectionObserver(
      (entries) => setSeen(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: MARGIN },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, seen }
}
