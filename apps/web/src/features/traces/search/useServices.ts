import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../api/ApiContext.tsx'
import { askTempo } from '../ask/askTempo.ts'
import { TagValuesAnswer } from '../ask/tempoAnswers.ts'

const STALE_MS = 60_000
const SERVICES_MAX = 200

/** Names Tempo knows, to choose from; empty while they cannot be had: the field takes any text. */
export function useServices(): readonly string[] {
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['tempo', 'services'],
    queryFn: ({ signal }) =>
      askTempo({ api, path: '/api/v2/search/tag/resource.service.name/values', schema: TagValuesAnswer, signal }),
    staleTime: STALE_MS,
    retry: false,
  })
  const values = data?.value?.tagValues.map(({ value }) => value) ?? []
  return [...new Set(values)].toSorted().slice(0, SERVICES_MAX)
}
