import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type AlertsSearch, readAlertsSearch } from './search.ts'

export type SearchChange = { readonly [K in keyof AlertsSearch]?: AlertsSearch[K] | undefined }

/** The page's part of the URL and the way to change it; each change replaces the entry, so that Back leaves the page. */
export function useAlertsSearch(): readonly [AlertsSearch, (change: SearchChange) => void] {
  const { tab, q, by, sel, silence, m } = useSearch({ from: '/alerts' })
  const navigate = useNavigate({ from: '/alerts' })
  const change = useCallback(
    (changed: SearchChange) =>
      void navigate({
        replace: true,
        search: ({ range, from, to, refresh, ...rest }) => ({
          range,
          from,
          to,
          refresh,
          ...readAlertsSearch({ ...rest, ...changed }),
        }),
      }),
    [navigate],
  )
  return [readAlertsSearch({ tab, q, by, sel, silence, m }), change]
}
