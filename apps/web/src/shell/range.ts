import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { DEFAULT_RANGE, type RangeFault, readRange, type TimeRange } from './range/readRange.ts'
import { readRefresh, type Refresh, toRefreshMs } from './range/refresh.ts'

/** Search parameters every page shares, as they stand in the URL; `readRange` and `readRefresh` judge them. */
export interface RootSearch {
  /** A length: `1h`, `90m`. Ending now. */
  readonly range?: string | undefined
  /** ISO instants; both together are an absolute range and win over `range`. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly refresh?: string | undefined
  /** Zone of a link from outside: `browser`, `utc` or an IANA name; see `useLinkedZone`. */
  readonly tz?: string | undefined
}

/** Those kept from page to page. */
export const ROOT_SEARCH = ['range', 'from', 'to', 'refresh'] as const

/** Keeps what is a text; a number typed by hand was read as one. */
export function readRootSearch(search: Record<string, unknown>): RootSearch {
  const kept = [...ROOT_SEARCH, 'tz'].flatMap((key) => {
    const value = search[key]
    return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : []
  })
  return Object.fromEntries(kept)
}

export interface SharedRange {
  readonly range: TimeRange
  /** Length in milliseconds. */
  readonly ms: number
  /** The instants of an absolute range; a relative one has none. */
  readonly span: { readonly from: number; readonly to: number } | undefined
  /** The URL asked for something else that could not be; `range` is the default then. */
  readonly fault: RangeFault | undefined
}

/** The chosen range; all charts share it through the URL. */
export function useRange(): SharedRange {
  const { range, from, to } = useSearch({ from: '__root__' })
  return useMemo(() => {
    const read = readRange({ range, from, to })
    const chosen = read.ok ? read.range : DEFAULT_RANGE
    const span = chosen.kind === 'absolute' ? { from: chosen.from, to: chosen.to } : undefined
    return { range: chosen, ms: lengthOf(chosen), span, fault: read.ok ? undefined : read.fault }
  }, [range, from, to])
}

/**
 * What a picture shows in which the range is a part that can be dragged: the relative range up to now as long as the
 * fixed one lies within it, else as much again on both sides. Epoch ms of its end, and its length.
 */
export function useSurroundings(now: number): { readonly until: number; readonly ms: number } {
  const search = useSearch({ from: '__root__' })
  const { span, ms } = useRange()
  const relative = readRange({ range: search.range })
  const lately = relative.ok ? lengthOf(relative.range) : lengthOf(DEFAULT_RANGE)
  if (span === undefined || span.from >= now - lately) return { until: now, ms: lately }
  return { until: Math.min(now, span.to + ms), ms: 3 * ms }
}

/** How often charts ask anew: the choice, and its milliseconds for the present range (`null`: not by itself). */
export function useRefresh(): { readonly refresh: Refresh; readonly ms: number | null } {
  const refresh = readRefresh(useSearch({ from: '__root__' }).refresh) ?? 'auto'
  const { range } = useRange()
  return { refresh, ms: toRefreshMs(refresh, range) }
}

/** Whether the URL asks for a range or a refresh interval that cannot be. */
export function useBadRange(): boolean {
  const { refresh } = useSearch({ from: '__root__' })
  return useRange().fault !== undefined || readRefresh(refresh) === undefined
}

/** Sets the shared range, as a drag over a chart does. Each change is a step Back can take. */
export function useSetRange(): (range: TimeRange) => void {
  const navigate = useNavigate()
  return useCallback(
    (range) => void navigate({ to: '.', search: (search) => ({ ...search, ...toSearch(range) }) }),
    [navigate],
  )
}

export const toSpan = (range: TimeRange, now: number): { readonly from: number; readonly to: number } =>
  range.kind === 'relative' ? { from: now - range.ms, to: now } : { from: range.from, to: range.to }

/** The URL's form of a range; `undefined` takes the other form away. */
export const toSearch = (range: TimeRange): { readonly [K in 'range' | 'from' | 'to']: string | undefined } =>
  range.kind === 'relative'
    ? { range: range.text, from: undefined, to: undefined }
    : { range: undefined, from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() }

export const lengthOf = (range: TimeRange): number => (range.kind === 'relative' ? range.ms : range.to - range.from)
