import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Audit } from '../access/audit/startAudit.ts'
import type { AppEnv } from './appEnv.ts'
import { peerAddress } from './peerAddress.ts'

const DENIED: readonly number[] = [401, 403, 421]
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']
/** Said of the request's form, not of an attempt to change something. */
const NOT_ACTED: readonly number[] = [400, 404, 405, 413, 415]
/** Publishing (PROTOCOL "The same log over HTTP") and reports of figures are counted, not audited. */
const COUNTED: readonly string[] = ['POST /api/v1/events', 'POST /api/v1/telemetry/toasts']

/** Records every denied request, and every write that was let in. */
export const auditRequests = (audit: Pick<Audit, 'record'>) =>
  createMiddleware<AppEnv>(async (context, next) => {
    await next()
    const outcome = judgeOutcome(context)
    if (outcome === undefined) return
    const address = peerAddress(context)
    audit.record({
      // There is none when the request did not get as far as authentication.
      actor: (context.get('caller') as { name: string } | undefined)?.name ?? 'anonymous',
      action: toAction(context),
      target: context.req.path,
      outcome,
      ...(outcome === 'allowed' ? {} : { reason: context.get('denied') ?? String(context.res.status) }),
      ...(address === '' ? {} : { address }),
    })
  })

function judgeOutcome(context: Context<AppEnv>): 'allowed' | 'denied' | 'failed' | undefined {
  const { status } = context.res
  if (context.get('denied') !== undefined || DENIED.includes(status)) return 'denied'
  if (SAFE_METHODS.includes(context.req.method) || NOT_ACTED.includes(status)) return undefined
  if (COUNTED.includes(toAction(context))) return undefined
  return status < 400 ? 'allowed' : 'failed'
}

/** The route as mounted, never the path as asked: what is asked is without bound. */
function toAction(context: Context<AppEnv>): string {
  const route = matchedRoutes(context).findLast(({ method }) => method !== 'ALL')
  return route === undefined ? 'no route' : `${route.method} ${route.path}`
}
