import { ModulePanels, parseWith, Problem } from '@nobet/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import { ApiError } from '../../../api/apiError.ts'
import type { Api } from '../../../api/createApi.ts'
import { useLive } from '../../../live/LiveContext.tsx'

const REFRESH_MS = 60_000
const RETRY_MS = 10_000
const REMOVED_WITHIN_MS = 15_000
const KEY = 'panels'
const CHANGED = 'console.panels.changed'

/** Which panels a module has; asked anew when anybody saves or removes one. */
export function useModulePanels(module: string) {
  const api = useApi()
  const live = useLive()
  const client = useQueryClient()
  useEffect(
    () =>
      live.onBatch(({ items }) => {
        if (items.some(({ event }) => event.type === CHANGED)) void client.invalidateQueries({ queryKey: [KEY] })
      }),
    [live, client],
  )
  return useQuery({
    queryKey: [KEY, module],
    queryFn: ({ signal }) => api.read(`/api/v1/modules/${encodeURIComponent(module)}/panels`, ModulePanels, signal),
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_MS : REFRESH_MS),
  })
}

/** Takes a saved panel away, for everybody. */
export function useRemovePanel() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => removePanel(api, id),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

async function removePanel(api: Pick<Api, 'send'>, id: string): Promise<void> {
  const response = await api.send(`/api/v1/panels/${encodeURIComponent(id)}`, {
    method: 'DELETE',
    headers: { 'x-nobet-request': '1' },
    signal: AbortSignal.timeout(REMOVED_WITHIN_MS),
  })
  // Gone already is gone.
  if (response.ok || response.status === 404) return
  const problem = parseWith(Problem, await response.json().catch(() => undefined))
  throw new ApiError({ kind: 'problem', status: response.status, problem: problem.ok ? problem.value : undefined })
}
