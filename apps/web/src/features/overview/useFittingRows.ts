import { type RefCallback, useCallback, useState } from 'react'

/** Where the page scrolls as a whole, and until measured. */
const ROWS_DEFAULT = 15
/** On a phone, where a row is as tall as a thumb. */
const ROWS_PHONE = 8
const PHONE = '(max-width: 760px)'
const ROWS_MAX = 60
/** Below this width nothing bounds the list; the same as in OverviewPage.module.css. */
const BOUNDED = '(min-width: 1101px)'

/** How many rows of a list fit its height, so that none is cut and a tall screen shows more. */
export function useFittingRows(): { readonly ref: RefCallback<HTMLElement>; readonly rows: number } {
  const [rows, setRows] = useState(rowsUnbounded)
  const ref = useCallback((list: HTMLElement | null) => {
    if (list === null) return
    const measure = () => {
      const rowPx = list.firstElementChild?.getBoundingClientRect().height ?? 0
      const fitting = rowPx > 0 && matchMedia(BOUNDED).matches ? Math.floor(list.clientHeight / rowPx) : rowsUnbounded()
      setRows(Math.min(ROWS_MAX, Math.max(1, fitting)))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(list)
    return () => observer.disconnect()
  }, [])
  return { ref, rows }
}

const rowsUnbounded = () => (matchMedia(PHONE).matches ? ROWS_PHONE : ROWS_DEFAULT)
