import type { Sourced } from '@nobet/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { RefCallback } from 'react'
import { useNow } from '../ui/clock/useNow.tsx'
import { useLinkFreshness } from '../ui/link.tsx'
import type { Provenance } from '../ui/panel/ProvenanceChip.tsx'
import { keepLast } from './keepLast.ts'
import { type JudgedAnswer, judgeAnswer, toProvenance } from './liveAnswer.ts'
import { useOnScreen } from './useOnScreen.ts'

/** A value come back on screen is asked anew when it is older than this share of its interval. */
const FRESH_SHARE = 0.5

export interface LiveQuestion<T> {
  /** Without the present time: a relative range keeps its key, and each refresh replaces the value. */
  readonly key: readonly unknown[]
  /** Throws `ApiError`; `signal` ends when nobody waits any more. See `readState` for the proxies' answers. */
  readonly read: (signal: AbortSignal) => Promise<Sourced<T>>
  /** How often it is asked while on screen in a visible tab; `null`: once, as for a range that has ended. */
  readonly intervalMs: number | null
  /** What the value ages by when that is not `intervalMs`: a present value that is not asked anew grows old all the same. */
  readonly ageMs?: number | null
  readonly enabled?: boolean
}

export interface LiveAnswer<T> extends JudgedAnswer<T> {
  /** Of the element whose being on screen decides; without it nothing is asked. */
  readonly ref: RefCallback<Element>
  readonly provenance: Provenance
  /** The value answers the former question, while the present one is asked. */
  readonly former: boolean
  readonly fetching: boolean
  readonly retry: () => void
}

/** One question to an upstream, asked again by itself while somebody looks, with an honest state at every moment. */
export function useLiveQuery<T>({
  key,
  read,
  intervalMs,
  ageMs = intervalMs,
  enabled = true,
}: LiveQuestion<T>): LiveAnswer<T> {
  const { ref, seen } = useOnScreen()
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal, client, queryKey }) =>
      keepLast(client.getQueryData<Sourced<T>>(queryKey), await read(signal)),
    enabled: enabled && seen,
    staleTime: intervalMs === null ? Infinity : intervalMs * FRESH_SHARE,
    refetchInterval: intervalMs ?? false,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    placeholderData: keepPreviousData,
  })
  const judged = judgeAnswer<T>(query, { intervalMs: ageMs, now: useNow(), link: useLinkFreshness() })
  return {
    ...judged,
    ref,
    provenance: toProvenance(judged, ageMs),
    former: query.isPlaceholderData,
    fetching: query.isFetching,
    retry: () => void query.refetch(),
  }
}
