import type { Sourced } from '@nobet/contracts'
import { type Query, useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import type { Api } from '../../../api/createApi.ts'
import { type JudgedAnswer, judgeAnswer } from '../../../api/liveAnswer.ts'
import type { TimeRange } from '../../../shell/range/readRange.ts'
import { toSpan } from '../../../shell/range.ts'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useLinkFreshness } from '../../../ui/link.tsx'
import type { Answer } from '../answer/answer.ts'
import { readAnswer } from '../answer/readAnswer.ts'
import { askPrometheus } from './askPrometheus.ts'
import { QueryError, type QueryFault, toFault } from './promError.ts'
import { alignSpan } from './step.ts'

const KEY = 'promql'
/** Answers may be large: those nobody looks at any more go soon. */
const KEPT_MS = 60_000
/** A value not renewed by itself is judged as if it were to be by this. */
const UNRENEWED_MS = 60_000
const MS = 1_000

/** What all queries of the page are asked with. */
export interface RunSettings {
  readonly mode: 'range' | 'instant'
  readonly range: TimeRange
  /** Seconds between points. */
  readonly step: number
  /** Milliseconds between two asks; `null`: not by itself. */
  readonly intervalMs: number | null
}

/** An answer and what it is of. Instants are epoch ms. */
export interface Run {
  readonly expr: string
  readonly answer: Answer
  readonly mode: 'range' | 'instant'
  readonly span: { readonly from: number; readonly to: number }
  readonly stepMs: number
  readonly bytes: number
  readonly waitedMs: number
  readonly timing: string | null
}

export interface RunState extends Omit<JudgedAnswer<Run>, 'state' | 'fault'> {
  readonly expr: string
  /** `cancelled`: stopped by hand before anything came. */
  readonly state: JudgedAnswer<Run>['state'] | 'cancelled'
  readonly fault: QueryFault | undefined
  readonly fetching: boolean
  /** The value is of the former range or step, while the present one is asked. */
  readonly former: boolean
}

/** Every query of the page as it stands, asked anew by itself while the tab is visible. */
export function useRuns(expressions: readonly string[], settings: RunSettings) {
  const api = useApi()
  const client = useQueryClient()
  const now = useNow()
  const link = useLinkFreshness()
  const { intervalMs, range } = settings
  const judgedBy = intervalMs ?? (range.kind === 'absolute' ? null : UNRENEWED_MS)
  const queries = useQueries({ queries: expressions.map((expr) => toQuestion(api, expr, settings)) })
  const runs = queries.map((query, at): RunState => {
    const { data, error, isFetching, isPlaceholderData } = query
    const judged = judgeAnswer<Run>({ data, error }, { intervalMs: judgedBy, now, link })
    const idle = data === undefined && error === null && !isFetching
    return {
      ...judged,
      expr: expressions[at] ?? '',
      state: idle ? 'cancelled' : toState(judged.state, error),
      fault: error === null ? undefined : toFault(error),
      fetching: isFetching,
      former: isPlaceholderData,
    }
  })
  const again = useCallback(() => void client.refetchQueries({ queryKey: [KEY], type: 'active' }), [client])
  const cancel = useCallback(() => void client.cancelQueries({ queryKey: [KEY] }), [client])
  return { runs, again, cancel, judgedBy }
}

function toQuestion(api: Api, expr: string, settings: RunSettings) {
  const { mode, range, step, intervalMs } = settings
  const when = range.kind === 'relative' ? range.text : `${range.from}-${range.to}`
  return {
    queryKey: [KEY, expr, mode, when, mode === 'range' ? step : null],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask(api, { expr, settings, signal }),
    gcTime: KEPT_MS,
    staleTime: intervalMs === null ? Infinity : intervalMs / 2,
    refetchInterval: intervalMs ?? (false as const),
    refetchIntervalInBackground: false,
    retry: (failures: number, error: Error) => failures < 1 && toFault(error).kind === 'unreachable',
    // The same query over another range: the former picture stays, marked, until the new one comes.
    placeholderData: (before: Sourced<Run> | undefined, former: Query<Sourced<Run>> | undefined) =>
      former?.queryKey[1] === expr && former.queryKey[2] === mode ? before : undefined,
  }
}

async function ask(
  api: Api,
  { expr, settings, signal }: { readonly expr: string; readonly settings: RunSettings; readonly signal: AbortSignal },
): Promise<Sourced<Run>> {
  const { mode, range, step } = settings
  const wanted = toSpan(range, Date.now())
  const { start, end } = alignSpan(wanted, step)
  const params = new URLSearchParams(
    mode === 'range'
      ? { query: expr, start: String(start), end: String(end), step: String(step) }
      : { query: expr, time: String(Math.floor(wanted.to / MS)) },
  )
  const { body, state, ...cost } = await askPrometheus(api, {
    path: mode === 'range' ? '/query_range' : '/query',
    params,
    signal,
  })
  const answer = readAnswer(body)
  if (!answer.ok)
    throw new QueryError({
      kind: 'unreadable',
      message: answer.faults.map(({ path, expected }) => `${path}: ${expected}`).join('; '),
    })
  const value = { expr, answer: answer.value, mode, span: wanted, stepMs: step * MS, ...cost }
  return { value, source: 'prometheus', ...state, error: null }
}

function toState(state: JudgedAnswer<Run>['state'], error: Error | null): JudgedAnswer<Run>['state'] {
  const kind = error === null ? undefined : toFault(error).kind
  return kind === 'forbidden' || kind === 'not_configured' ? kind : state
}
