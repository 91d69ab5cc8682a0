import { parseWith } from '@nobet/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { useApi } from '../../../api/ApiContext.tsx'
import type { ChartExemplar } from '../../../ui/chart/series.ts'
import { toFigure } from '../answer/readAnswer.ts'
import { askPrometheus } from './askPrometheus.ts'
import { QueryError, type QueryFault, toFault } from './promError.ts'

export const EXEMPLARS_MAX = 200
const MS = 1_000
/** Labels under which tools write the trace's id. */
const TRACE_LABELS = ['trace_id', 'traceID', 'traceId']

const Exemplar = z.looseObject({ labels: z.record(z.string(), z.string()), value: z.string(), timestamp: z.number() })
const Exemplars = z.looseObject({ data: z.array(z.looseObject({ exemplars: z.array(Exemplar) })) })

interface Wanted {
  readonly expressions: readonly string[]
  /** Epoch ms; `undefined`: nothing is shown yet. */
  readonly span: { readonly from: number; readonly to: number } | undefined
  readonly enabled: boolean
}

export interface FoundExemplars {
  /** The newest, oldest first. */
  readonly exemplars: readonly ChartExemplar[]
  /** How many there were; more than are given when bounded. */
  readonly total: number
  readonly fault: QueryFault | undefined
}

const NONE: FoundExemplars = { exemplars: [], total: 0, fault: undefined }

/** Exemplars of the shown stretch that name a trace. */
export function useExemplars({ expressions, span, enabled }: Wanted): FoundExemplars {
  const api = useApi()
  const { data, error } = useQuery({
    queryKey: ['exemplars', expressions, span?.from, span?.to],
    queryFn: async ({ signal }): Promise<Omit<FoundExemplars, 'fault'>> => {
      const { from = 0, to = 0 } = span ?? {}
      const asked = expressions.map((query) => {
        const params = new URLSearchParams({ query, start: String(from / MS), end: String(to / MS) })
        return askPrometheus(api, { path: '/query_exemplars', params, signal })
      })
      return toExemplars((await Promise.all(asked)).map(({ body }) => body))
    },
    enabled: enabled && span !== undefined && expressions.length > 0,
    staleTime: Infinity,
    gcTime: 30_000,
    retry: false,
    placeholderData: keepPreviousData,
  })
  if (!enabled) return NONE
  return { ...(data ?? NONE), fault: error === null ? undefined : toFault(error) }
}

export function toExemplars(bodies: readonly unknown[]): Omit<FoundExemplars, 'fault'> {
  const all = bodies.flatMap((body) => {
    const read = parseWith(Exemplars, body)
    if (!read.ok) throw new QueryError({ kind: 'unreadable', message: read.faults[0]?.expected ?? '' })
    return read.value.data.flatMap(({ exemplars }) => exemplars.flatMap(toExemplar))
  })
  const sorted = all.toSorted((a, b) => a.at - b.at)
  return { exemplars: sorted.slice(-EXEMPLARS_MAX), total: all.length }
}

function toExemplar({ labels, value, timestamp }: z.infer<typeof Exemplar>): ChartExemplar[] {
  const traceId = TRACE_LABELS.map((name) => labels[name]).find((id) => id !== undefined)
  return traceId === undefined ? [] : [{ at: timestamp * MS, value: toFigure(value), traceId }]
}
