import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { changeSearch, type EventsSearch } from './search.ts'

export type SearchChange = { readonly [K in keyof EventsSearch]?: EventsSearch[K] | undefined }

/** The page's part of the URL and the way to change it; each change replaces the entry, so that Back leaves the page. */
export function useEventsSearch(): readonly [EventsSearch, (change: SearchChange) => void] {
  const { q, sel, from, to } = useSearch({ from: '/events' })
  const navigate = useNavigate({ from: '/events' })
  const change = useCallback(
    (changed: SearchChange) =>
      void navigate({
        replace: true,
        // Named even when gone: what is not named is retained from page to page.
        search: ({ range, refresh, ...rest }) => ({
          range,
          refresh,
          from: undefined,
          to: undefined,
          ...changeSearch(rest, changed),
        }),
      }),
    [navigate],
  )
  return [changeSearch({}, { q, sel, from, to }), change]
}
