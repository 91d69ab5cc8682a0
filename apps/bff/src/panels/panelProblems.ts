import type { Fault } from '@nobet/contracts'
import type { Context } from 'hono'
import type { AppEnv } from '../http/appEnv.ts'
import { problem, type ProblemOptions } from '../http/problem.ts'

type Ask = Context<AppEnv>

const RETRY_AFTER_S = '2'

const refuse = (context: Ask, options: Omit<ProblemOptions, 'traceId'>): Response =>
  problem({ ...options, traceId: context.get('traceId') })

export const unknownModule = (context: Ask, id: string): Response =>
  refuse(context, {
    status: 404,
    code: 'unknown-module',
    title: 'No such module',
    detail: `no module "${id}" is configured (NOBET_MODULES)`,
  })

export const unknownPanel = (context: Ask, id: string): Response =>
  refuse(context, { status: 404, code: 'unknown-panel', title: 'No such panel', detail: `there is no panel "${id}"` })

const refuseInput = (context: Ask, code: string, title: string, errors: readonly Fault[]): Response => {
  const detail = errors.map(({ path, expected }) => `${path}: ${expected}`).join('; ')
  return refuse(context, { status: 400, code, title, detail, errors })
}

export const badRange = (context: Ask, errors: readonly Fault[]): Response =>
  refuseInput(context, 'bad-range', 'The range cannot be understood', errors)

export const badPanel = (context: Ask, errors: readonly Fault[]): Response =>
  refuseInput(context, 'bad-panel', 'The panel cannot be saved', errors)

export const refusedQuery = (context: Ask, message: string): Response =>
  refuse(context, {
    status: 400,
    code: 'promql-refused',
    title: 'Prometheus refused the query',
    detail: message,
    upstream: 'prometheus',
    errors: [{ path: 'promql', expected: message }],
  })

export const notChecked = (context: Ask, reason: string): Response =>
  refuse(context, {
    status: 503,
    code: 'promql-unchecked',
    title: 'The query could not be checked',
    detail: `a panel is saved once Prometheus has read its query, and it does not answer: ${reason}`,
    upstream: 'prometheus',
    headers: { 'retry-after': RETRY_AFTER_S },
  })

export const noPrometheus = (context: Ask, key: string): Response =>
  refuse(context, {
    status: 409,
    code: 'prometheus-not-configured',
    title: 'There is no Prometheus to ask',
    detail: `set ${key}`,
  })

export const tooMany = (context: Ask, max: number): Response =>
  refuse(context, {
    status: 409,
    code: 'too-many-panels',
    title: 'Too many saved panels',
    detail: `${max} panels are saved already; remove one first`,
  })

export const shelfAway = (context: Ask): Response =>
  refuse(context, {
    status: 503,
    code: 'panels-unavailable',
    title: 'Saved panels are out of reach',
    detail: 'Redis, which keeps the saved panels, does not answer',
    headers: { 'retry-after': RETRY_AFTER_S },
  })

/** The caller left; nobody reads it. */
export const callerLeft = (): Response => new Response(null, { status: 499 })
