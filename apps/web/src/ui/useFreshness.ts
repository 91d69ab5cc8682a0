import { judgeFreshness, type ValueFreshness } from '@nobet/domain/freshness'
import { useNow } from './clock/useNow.tsx'
import { useLinkFreshness } from './link.tsx'

/** How far this value may be believed now; changes by itself as it ages and as the link changes. */
export function useFreshness(observedAt: string | null, intervalMs: number | null): ValueFreshness {
  const now = useNow()
  const link = useLinkFreshness()
  return judgeFreshness({ observedAt: observedAt === null ? null : Date.parse(observedAt), intervalMs, now, link })
}
