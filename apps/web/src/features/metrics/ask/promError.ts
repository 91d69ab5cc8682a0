import { parseWith } from '@nobet/contracts'
import * as z from 'zod/mini'
import { ApiError } from '../../../api/apiError.ts'

const PromError = z.looseObject({ status: z.literal('error'), errorType: z.string(), error: z.string() })

/** Where in the text a fault lies, counted from 1 as Prometheus does. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What went wrong with one query, in the words of whoever said no. */
export interface QueryFault {
  readonly kind:
    | 'query'
    | 'execution'
    | 'timeout'
    | 'forbidden'
    | 'not_configured'
    | 'too_large'
    | 'upstream'
    | 'unreachable'
    | 'unreadable'
  readonly message: string
  readonly place?: Place
}

/** Thrown by the readers of this page, so that TanStack Query sees a failure. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly fault: QueryFault

  constructor(fault: QueryFault, options?: ErrorOptions) {
    super(fault.message, options)
    this.fault = fault
  }
}

/** The fault of a refused answer: Prometheus' own form, the panel's problem, or neither. */
export function readRefusal(status: number, body: unknown): QueryFault {
  const said = parseWith(PromError, body)
  if (said.ok) return fromPrometheus(said.value.errorType, said.value.error)
  const {
    type = '',
    detail,
    title,
  } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const message = [detail, title].find((one): one is string => typeof one === 'string') ?? `HTTP ${status}`
  if (status === 403 || status === 401) return { kind: 'forbidden', message }
  if (String(type).includes('not-configured') || String(type).includes('not_configured'))
    return { kind: 'not_configured', message }
  if (status === 504) return { kind: 'timeout', message }
  return { kind: status >= 500 ? 'upstream' : 'query', message }
}

/** What any failure of asking means. */
export function toFault(error: unknown): QueryFault {
  if (error instanceof QueryError) return error.fault
  if (error instanceof ApiError) return { kind: 'unreachable', message: error.message }
  return { kind: 'unreadable', message: error instanceof Error ? error.message : String(error) }
}

/** A time-out has two faces: 503 `timeout`, and 422 `execution` with the context's words. */
function fromPrometheus(type: string, error: string): QueryFault {
  const message = error.replace(/^invalid parameter "query": /, '')
  if (type === 'timeout' || type === 'canceled' || /context (deadline exceeded|canceled)/.test(error))
    return { kind: 'timeout', message }
  if (type === 'execution') return { kind: 'execution', message }
  if (type !== 'bad_data') return { kind: 'upstream', message }
  const at = /^(\d+):(\d+): parse error:/.exec(message)
  return at === null
    ? { kind: 'query', message }
    : { kind: 'query', message, place: { line: Number(at[1]), column: Number(at[2]) } }
}
