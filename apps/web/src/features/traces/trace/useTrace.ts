import { useMemo } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import { type LiveAnswer, useLiveQuery } from '../../../api/useLiveQuery.ts'
import { askTempo } from '../ask/askTempo.ts'
import { TraceAnswer } from '../ask/tempoAnswers.ts'
import { toTraceView } from './toTraceView.ts'
import type { TraceView } from './traceView.ts'

/** One trace by its id. `unknown`: Tempo answered that it has no span of it. */
export function useTrace(id: string): {
  readonly answer: LiveAnswer<TraceAnswer>
  readonly trace: TraceView | 'unknown' | undefined
} {
  const api = useApi()
  const answer = useLiveQuery<TraceAnswer>({
    key: ['tempo', 'trace', id],
    // What has been traced does not change by itself; what arrives late is asked for by hand.
    intervalMs: null,
    read: (signal) => askTempo({ api, path: `/api/v2/traces/${id}`, schema: TraceAnswer, signal }),
  })
  const { value } = answer
  const trace = useMemo(() => (value === undefined ? undefined : (toTraceView(id, value) ?? 'unknown')), [id, value])
  return { answer, trace: answer.former ? undefined : trace }
}
