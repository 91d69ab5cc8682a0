import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnnotationKind, ChartAnnotation, TimeSpan } from '../ui/chart/series.ts'
import { useSummariseEvent } from '../ui/event/useSummariseEvent.ts'
import { useApi } from './ApiContext.tsx'

const MARKS_MAX = 200
const REFRESH_MS = 15_000
/** What is worth a vertical line, and as what. */
const KINDS: Readonly<Record<string, AnnotationKind>> = {
  'alert.firing': 'alert',
  'alert.resolved': 'alert',
  'mcp.health.changed': 'state',
  'mcp.catalogue.changed': 'catalogue',
  'cache.ttl.changed': 'ttl',
  'cache.policy.changed': 'ttl',
  'gitops.app.synced': 'sync',
  'gitops.app.drifted': 'sync',
  'upstream.degraded': 'upstream',
  'upstream.recovered': 'upstream',
  'console.started': 'other',
}
const TONES = { critical: 'bad', warning: 'warn', info: 'info', debug: 'info' } as const

export interface Marks {
  readonly marks: readonly ChartAnnotation[]
  /** There are more than are shown, or they could not be had. */
  readonly state: 'whole' | 'cut' | 'failed'
}

interface Wanted {
  /** Its own, and what concerns all; left out: everybody's. */
  readonly module?: string
  /** Only what happened within; left out: whenever. */
  readonly span?: TimeSpan | undefined
  readonly enabled?: boolean
}

/** What happened, from the panel's own events: the newest of the kinds that explain a step in a chart. */
export function useMarks({ module, span, enabled = true }: Wanted): Marks {
  const api = useApi()
  const summarise = useSummariseEvent()
  const { data, isError } = useQuery({
    queryKey: ['marks'],
    queryFn: ({ signal }) => api.events({ types: Object.keys(KINDS).join(), limit: MARKS_MAX }, signal),
    enabled,
    refetchInterval: REFRESH_MS,
    refetchIntervalInBackground: false,
  })
  const marks = useMemo(
    () =>
      (data?.events ?? []).flatMap(({ event }) => {
        const at = Date.parse(event.time)
        if (span !== undefined && (at < span.from || at > span.to)) return []
        const kind = KINDS[event.type]
        if (kind === undefined || (module !== undefined && (event.module ?? module) !== module)) return []
        const label = event.module === undefined ? summarise(event) : `${event.module}: ${summarise(event)}`
        return [{ at, kind, label, tone: TONES[event.severity] }]
      }),
    [data, summarise, module, span],
  )
  if (!enabled) return { marks: [], state: 'whole' }
  return { marks, state: isError ? 'failed' : (data?.events.length ?? 0) >= MARKS_MAX ? 'cut' : 'whole' }
}
