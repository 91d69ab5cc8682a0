import type { Sourced } from '@nobet/contracts'
import type { Query, QueryClient } from '@tanstack/react-query'
import type { Live } from '../live/startLive.ts'

/** All open panels hear of a recovery at once, and must not all ask at once. */
const SPREAD_MS = 1_000

export interface AskAgainDeps {
  readonly live: Pick<Live, 'onBatch'>
  readonly queries: Pick<QueryClient, 'refetchQueries'>
  /** In `[0, 1)`. */
  readonly random: () => number
  /** Runs later; the answer cancels. */
  readonly delay: (run: () => void, ms: number) => () => void
}

/** When an upstream is back, what it could not answer is asked again, not only when its turn comes. */
export function startAskingAgain({ live, queries, random, delay }: AskAgainDeps): () => void {
  let cancel: (() => void) | undefined
  const ask = () => {
    cancel = undefined
    void queries.refetchQueries({ type: 'active', predicate: isUnanswered })
  }
  const leave = live.onBatch(({ items }) => {
    if (cancel !== undefined || !items.some(({ event }) => event.type === 'upstream.recovered')) return
    cancel = delay(ask, random() * SPREAD_MS)
  })
  return () => {
    leave()
    cancel?.()
  }
}

const OLD = new Set<unknown>(['stale', 'unavailable'] satisfies Sourced<unknown>['freshness'][])

function isUnanswered({ state: { status, data } }: Pick<Query, 'state'>): boolean {
  if (status === 'error') return true
  return typeof data === 'object' && data !== null && 'freshness' in data && OLD.has(data.freshness)
}
