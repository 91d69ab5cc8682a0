import { useMemo } from 'react'
import { useNow } from '../clock/useNow.tsx'
import type { TimeSpan } from './series.ts'

/** A chart about this wide moves on by one pixel. */
const COLUMNS = 600

interface Range {
  /** Length in milliseconds. */
  readonly ms: number
  /** Given: an absolute range, which does not move. */
  readonly span?: TimeSpan | undefined
}

/** The range as instants. A relative one moves with now, a pixel of a chart at a time: between two the object is the same. */
export function useSpan({ ms, span }: Range, stepMs = ms / COLUMNS): TimeSpan {
  const step = Math.max(1, stepMs)
  const now = Math.ceil(useNow() / step) * step
  const from = span?.from ?? now - ms
  const to = span?.to ?? now
  return useMemo(() => ({ from, to }), [from, to])
}
