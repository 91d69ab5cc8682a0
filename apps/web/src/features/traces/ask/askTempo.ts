import { parseWith, Problem, type Sourced } from '@nobet/contracts'
import type * as z from 'zod/mini'
import { ApiError } from '../../../api/apiError.ts'
import type { Api } from '../../../api/createApi.ts'
import { readState } from '../../../api/readState.ts'

const PREFIX = '/api/tempo'
/** Tempo says no in a line of plain text. */
const REFUSAL_CHARS_MAX = 500

interface TempoQuestion<S extends z.ZodMiniType> {
  readonly api: Pick<Api, 'send'>
  /** Tempo's own path with its query: `/api/search?limit=20`. */
  readonly path: string
  readonly schema: S
  readonly signal: AbortSignal
}

/** Asks Tempo through the panel; a refusal is an `ApiError` with Tempo's own words, or those of the panel. */
export async function askTempo<S extends z.ZodMiniType>(question: TempoQuestion<S>): Promise<Sourced<z.infer<S>>> {
  const { api, path, schema, signal } = question
  const response = await api.send(`${PREFIX}${path}`, { signal })
  const said = await response.text()
  const body = toJson(said)
  if (!response.ok) throw toRefusal(response.status, said, body)
  const parsed = parseWith(schema, body)
  if (!parsed.ok) {
    const faults = parsed.faults.slice(0, 3).map((fault) => `${fault.path}: ${fault.expected}`)
    throw new ApiError({ kind: 'bad_payload', faults: faults.join('; ') })
  }
  return { value: parsed.value, source: 'tempo', ...readState(response.headers), error: null }
}

function toRefusal(status: number, said: string, body: unknown): ApiError {
  const problem = parseWith(Problem, body)
  if (problem.ok) return new ApiError({ kind: 'problem', status, problem: problem.value })
  const title = said.trim().slice(0, REFUSAL_CHARS_MAX) || `HTTP ${status}`
  return new ApiError({ kind: 'problem', status, problem: { type: 'about:blank', title, status } })
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
