import { createMiddleware } from 'hono/factory'
import type { Logger } from 'pino'
import { withoutToken } from '../access/tokenInUrl.ts'
import type { Clock } from '../clock.ts'
import type { AppEnv } from './appEnv.ts'
import { createRequestIds } from './requestIds.ts'

/** Asked all the time by machines: kept out of the log unless something is wrong. */
const QUIET_PATHS: readonly string[] = ['/healthz', '/readyz', '/metrics', '/api/v1/events']

export interface RequestContextDeps {
  readonly logger: Logger
  readonly clock: Clock
  readonly randomBytes: (size: number) => Uint8Array
}

/** Gives every request its ids (the caller's trace is joined) and writes one log line when it is answered. */
export function requestContext(deps: RequestContextDeps) {
  const toIds = createRequestIds(deps.randomBytes)
  return createMiddleware<AppEnv>(async (context, next) => {
    const startedAt = deps.clock.monotonic()
    const { traceId, requestId } = toIds((name) => context.req.header(name))
    context.set('traceId', traceId)
    context.set('requestId', requestId)
    await next()
    context.res.headers.set('x-request-id', requestId)
    const { status } = context.res
    const level = levelOf(status, context.req.path)
    const ms = Math.round((deps.clock.monotonic() - startedAt) * 10) / 10
    deps.logger[level](
      { requestId, trace_id: traceId, method: context.req.method, path: withoutToken(context.req.path), status, ms },
      'request',
    )
  })
}

function levelOf(status: number, path: string): 'debug' | 'info' | 'warn' | 'error' {
  if (status >= 500) return 'error'
  if (status >= 400) return 'warn'
  return QUIET_PATHS.includes(path) || path.startsWith('/assets/') ? 'debug' : 'info'
}
