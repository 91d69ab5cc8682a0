import { createMiddleware } from 'hono/factory'
import type { JudgeAdmission } from '../access/admission.ts'
import type { Authenticator } from '../access/authenticator.ts'
import { hasTokenInUrl, TOKEN_IN_URL } from '../access/tokenInUrl.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { AppEnv } from './appEnv.ts'
import { peerAddress } from './peerAddress.ts'
import { problem } from './problem.ts'
import { toAuthProblem } from './toAuthProblem.ts'

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']
const REQUEST_HEADER = 'x-nobet-request'

/** Turns away what the admission rules refuse, before anything else looks at the request. */
export const admit = (judge: JudgeAdmission, metrics: Metrics) =>
  createMiddleware<AppEnv>(async (context, next) => {
    const refusal = judge({
      method: context.req.method,
      upgrade: false,
      header: (name) => context.req.raw.headers.get(name) ?? undefined,
      headerNames: () => context.req.raw.headers.keys(),
    })
    if (refusal === undefined) return await next()
    metrics.badInput.inc({ door: 'http', reason: refusal.code })
    context.set('denied', refusal.code)
    return problem({ ...refusal, traceId: context.get('traceId') })
  })

/** Finds out who is asking and leaves the caller for the routes. */
export const authenticate = (authenticator: Authenticator, metrics: Metrics) =>
  createMiddleware<AppEnv>(async (context, next) => {
    const traceId = context.get('traceId')
    if (hasTokenInUrl(context.req.url)) {
      metrics.badInput.inc({ door: 'http', reason: TOKEN_IN_URL.code })
      return problem({ ...TOKEN_IN_URL, traceId })
    }
    const outcome = await authenticator.fromRequest((name) => context.req.header(name), peerAddress(context))
    if (outcome.kind === 'caller') {
      context.set('caller', outcome.caller)
      return await next()
    }
    const refusal = toAuthProblem(outcome)
    if (outcome.kind !== 'unavailable') context.set('denied', refusal.code)
    metrics.badInput.inc({ door: 'http', reason: outcome.kind })
    return problem({ ...refusal, traceId })
  })

/** A cookie comes by itself, whoever made the browser ask; this header only the page can send (PROTOCOL "Who may come in"). */
export const guardCookieSessions = (metrics: Metrics) =>
  createMiddleware<AppEnv>(async (context, next) => {
    const isCookie = context.get('caller').session !== undefined
    const isMarked = context.req.header(REQUEST_HEADER) === '1'
    if (!isCookie || isMarked || SAFE_METHODS.includes(context.req.method)) return await next()
    metrics.badInput.inc({ door: 'http', reason: 'unmarked-request' })
    context.set('denied', 'unmarked-request')
    return problem({
      status: 403,
      code: 'unmarked-request',
      title: 'Not marked as asked by the page',
      detail: `a request that changes something on a cookie session needs ${REQUEST_HEADER}: 1`,
      traceId: context.get('traceId'),
    })
  })

/** A module's own token publishes and does nothing else. */
export const confinePublishers = (publishPath: string) =>
  createMiddleware<AppEnv>(async (context, next) => {
    const isPublish = context.req.method === 'POST' && context.req.path === publishPath
    if (context.get('caller').publisher === undefined || isPublish) return await next()
    context.set('denied', 'publisher')
    return problem({
      status: 403,
      code: 'forbidden',
      title: 'Not permitted',
      detail: "a module's token may publish its events, and nothing else",
      traceId: context.get('traceId'),
    })
  })
