import { readRootSearch } from '../shell/range.ts'

type Search = Record<string, unknown>

/**
 * What a page reads of the address, and nothing else: the router hands on what a reader left out as it was written,
 * so a damaged `?q=` would reach the page unread. What belongs to the shared range stays.
 */
export const strictSearch =
  <S extends object>(read: (search: Search) => S) =>
  (search: Search): S => {
    const own = read(search)
    const shared = readRootSearch(search)
    const foreign = Object.keys(search).filter((key) => !(key in own) && !(key in shared))
    return { ...Object.fromEntries(foreign.map((key) => [key, undefined])), ...own }
  }
