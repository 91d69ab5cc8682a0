import { useApi } from '../../../api/ApiContext.tsx'
import { type LiveAnswer, useLiveQuery } from '../../../api/useLiveQuery.ts'
import { toSpan, useRange, useRefresh } from '../../../shell/range.ts'
import { askTempo } from '../ask/askTempo.ts'
import { SearchAnswer, type TraceHit } from '../ask/tempoAnswers.ts'

export const HITS_MAX = 50
const MS_PER_S = 1000

/** The newest traces that match in the shared range, asked again as the page is told to refresh. */
export function useTraceSearch(
  traceql: string,
): LiveAnswer<readonly TraceHit[]> & { readonly intervalMs: number | null } {
  const api = useApi()
  const { range } = useRange()
  const { ms: intervalMs } = useRefresh()
  const answer = useLiveQuery<readonly TraceHit[]>({
    key: ['tempo', 'search', traceql, range],
    intervalMs,
    read: async (signal) => {
      const { from, to } = toSpan(range, Date.now())
      const params = new URLSearchParams({
        q: traceql,
        limit: String(HITS_MAX),
        start: String(Math.floor(from / MS_PER_S)),
        end: String(Math.ceil(to / MS_PER_S)),
      })
      const asked = await askTempo({ api, path: `/api/search?${params}`, schema: SearchAnswer, signal })
      return { ...asked, value: asked.value?.traces ?? null }
    },
  })
  return { ...answer, intervalMs }
}
