import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { toSearch } from './range.ts'
import { RANGE_MIN_MS } from './range/readRange.ts'

/** For `onRange` of a chart: a drag sets the range all charts share, giving it up (`undefined`) goes back to live. */
export function useZoom(): (span: { readonly from: number; readonly to: number } | undefined) => void {
  const navigate = useNavigate()
  return useCallback(
    (span) => {
      const wanted = span === undefined ? { range: undefined, from: undefined, to: undefined } : toSearch(widen(span))
      void navigate({ to: '.', search: (search) => ({ ...search, ...wanted }) })
    },
    [navigate],
  )
}

/** The smallest range is longer than the shortest drag. */
function widen({ from, to }: { readonly from: number; readonly to: number }) {
  const missing = Math.max(0, RANGE_MIN_MS - (to - from)) / 2
  return { kind: 'absolute', from: Math.round(from - missing), to: Math.round(to + missing) } as const
}
