import { useSearch } from '@tanstack/react-router'

/** Relative ranges of the picker, by their name in the URL. */
export const RANGES = { '5m': 300_000, '15m': 900_000, '1h': 3_600_000 } as const
export type Range = keyof typeof RANGES
export const DEFAULT_RANGE: Range = '1h'

/** Search parameters every page shares. */
export interface RootSearch {
  readonly range?: Range
}

/** What is not a known range is no range: the default, never an error page. */
export function readRootSearch(search: Record<string, unknown>): RootSearch {
  const range = Object.keys(RANGES).find((name): name is Range => name === search['range'])
  return range === undefined ? {} : { range }
}

/** The chosen range and its length; all charts share it through the URL. */
export function useRange(): { readonly range: Range; readonly ms: number } {
  const { range = DEFAULT_RANGE } = useSearch({ from: '__root__' })
  return { range, ms: RANGES[range] }
}
