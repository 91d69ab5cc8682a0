import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { MetricsSearch } from './search.ts'

export type SearchChange = MetricsSearch

/** The page's part of the URL and the way to change it. Each change is a step Back can take. */
export function useMetricsSearch(): readonly [MetricsSearch, (change: SearchChange) => void] {
  const search = useSearch({ from: '/explore' })
  const navigate = useNavigate({ from: '/explore' })
  const change = useCallback(
    (changed: SearchChange) => void navigate({ search: (before) => ({ ...before, ...changed }) }),
    [navigate],
  )
  return [search, change]
}
