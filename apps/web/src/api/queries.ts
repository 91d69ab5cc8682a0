import { type QueryClient, QueryClient as Client, useQuery } from '@tanstack/react-query'
import { useApi } from './ApiContext.tsx'
import { ApiError } from './apiError.ts'

const SAMPLES_REFRESH_MS = 10_000
const SOURCES_REFRESH_MS = 15_000
const STALE_MS = 5_000
const RETRIES = 2

/** Pulled state only: history, sources, session. What is pushed lives in the world store. */
export const createQueryClient = (): QueryClient =>
  new Client({
    defaultOptions: {
      queries: { staleTime: STALE_MS, retry: (failures, error) => isWorthRetrying(error) && failures < RETRIES },
    },
  })

export function useSamples(module: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['samples', module],
    queryFn: ({ signal }) => api.samples(module, signal),
    refetchInterval: SAMPLES_REFRESH_MS,
  })
}

export function useSources() {
  const api = useApi()
  return useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => api.sources(signal),
    refetchInterval: SOURCES_REFRESH_MS,
  })
}

export function useSession() {
  const api = useApi()
  return useQuery({ queryKey: ['session'], queryFn: ({ signal }) => api.session(signal), staleTime: Infinity })
}

export const SAMPLES_INTERVAL_MS = SAMPLES_REFRESH_MS
export const SOURCES_INTERVAL_MS = SOURCES_REFRESH_MS

/** A refusal stays a refusal; silence and faults may pass. */
const isWorthRetrying = (error: unknown): boolean =>
  !(error instanceof ApiError && error.failure.kind === 'problem' && error.failure.status < 500)
