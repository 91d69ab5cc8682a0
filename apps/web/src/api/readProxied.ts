import { parseWith, Problem, type Sourced } from '@nobet/contracts'
import type * as z from 'zod/mini'
import { ApiError } from './apiError.ts'
import type { Api } from './createApi.ts'

const MS_PER_SECOND = 1_000

export interface ProxiedQuestion<S extends z.ZodMiniType> {
  readonly api: Pick<Api, 'send'>
  /** Below the base path: `/api/prometheus/api/v1/query_range`. */
  readonly path: string
  readonly init?: RequestInit
  readonly schema: S
  /** Name of the upstream, `prometheus`. */
  readonly source: string
  /** The upstream's own words in the body of a refusal, when it has its own form. */
  readonly toMessage?: (body: unknown) => string | undefined
  readonly signal: AbortSignal
}

/**
 * Asks through one of the proxies. Freshness and age come from `x-nobet-state`, `age` and `date`; a refusal, the
 * panel's or the upstream's, is an `ApiError` that carries its message.
 */
export async function readProxied<S extends z.ZodMiniType>(question: ProxiedQuestion<S>): Promise<Sourced<z.infer<S>>> {
  const { api, path, init, schema, source, signal } = question
  const response = await api.send(path, { ...init, signal })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw toError(question, response.status, body)
  const parsed = parseWith(schema, body)
  if (!parsed.ok) {
    const faults = parsed.faults.slice(0, 3).map((fault) => `${fault.path}: ${fault.expected}`)
    throw new ApiError({ kind: 'bad_payload', faults: faults.join('; ') })
  }
  return { value: parsed.value, source, ...readState(response.headers), error: null }
}

/** `live` with no header: an answer fetched for this request. */
export function readState(headers: Headers): Pick<Sourced<unknown>, 'freshness' | 'observedAt'> {
  const said = headers.get('x-nobet-state')
  const freshness = said === 'cached' || said === 'stale' ? said : 'live'
  const sentAt = Date.parse(headers.get('date') ?? '')
  const ageMs = Number(headers.get('age') ?? 0) * MS_PER_SECOND
  if (Number.isNaN(sentAt) || Number.isNaN(ageMs)) return { freshness, observedAt: null }
  return { freshness, observedAt: new Date(sentAt - ageMs).toISOString() }
}

function toError<S extends z.ZodMiniType>({ toMessage }: ProxiedQuestion<S>, status: number, body: unknown): ApiError {
  const message = toMessage?.(body)
  if (message !== undefined) {
    return new ApiError({ kind: 'problem', status, problem: { type: 'about:blank', title: message, status } })
  }
  const problem = parseWith(Problem, body)
  return new ApiError({ kind: 'problem', status, problem: problem.ok ? problem.value : undefined })
}
