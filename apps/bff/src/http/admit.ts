import { createMiddleware } from 'hono/factory'
import type { JudgeAdmission } from '../access/admission.ts'
import type { Authenticator } from '../access/authenticator.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { AppEnv } from './appEnv.ts'
import { problem } from './problem.ts'

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
    return problem({ ...refusal, traceId: context.get('traceId') })
  })

/** Finds out who is asking and leaves the caller for the routes. */
export const authenticate = (authenticator: Authenticator, metrics: Metrics) =>
  createMiddleware<AppEnv>(async (context, next) => {
    const outcome = await authenticator.fromRequest((name) => context.req.header(name))
    if (outcome.kind === 'caller') {
      context.set('caller', outcome.caller)
      return await next()
    }
    metrics.badInput.inc({ door: 'http', reason: 'unauthorized' })
    const traceId = context.get('traceId')
    return problem({ status: 401, code: 'unauthorized', title: 'Not authenticated', detail: outcome.reason, traceId })
  })
