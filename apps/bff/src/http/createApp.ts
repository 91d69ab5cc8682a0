import { HTTP_LIMITS } from '@nobet/contracts'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import type { Logger } from 'pino'
import type { JudgeAdmission } from '../access/admission.ts'
import type { Audit } from '../access/audit/startAudit.ts'
import type { Authenticator } from '../access/authenticator.ts'
import type { Clock } from '../clock.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { admit, authenticate, confinePublishers, guardCookieSessions } from './admit.ts'
import type { AppEnv } from './appEnv.ts'
import { auditRequests } from './auditRequests.ts'
import { toInnerPath } from './basePath.ts'
import { closeUnread } from './closeUnread.ts'
import { problem } from './problem.ts'
import { requestContext } from './requestContext.ts'
import { securityHeaders } from './securityHeaders.ts'
import { wasCutOff } from './wasCutOff.ts'

export const API_PREFIX = '/api/v1'

export interface AppDeps {
  readonly logger: Logger
  readonly clock: Clock
  readonly metrics: Metrics
  readonly authenticator: Authenticator
  readonly judgeAdmission: JudgeAdmission
  readonly audit: Pick<Audit, 'record'>
  readonly randomBytes: (size: number) => Uint8Array
}

export interface AppParts {
  /** Mounted under `/api/v1`, behind authentication. */
  readonly api: readonly Hono<AppEnv>[]
  /** Mounted at the root: health, metrics, the published contracts. */
  readonly open: readonly Hono<AppEnv>[]
  /** Answers every other GET: the page and its assets. */
  readonly web: (context: Context<AppEnv>) => Promise<Response>
}

/** The HTTP application: context, headers, admission, authentication, then the routes. */
export function createApp(deps: AppDeps, parts: AppParts, basePath: string): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ getPath: (request) => toInnerPath(pathOf(request.url), basePath) })
  const { metrics } = deps
  app.use(requestContext(deps), securityHeaders(), closeUnread(), auditRequests(deps.audit))
  app.use(admit(deps.judgeAdmission, metrics))
  app.use('/api/*', compress(), authenticate(deps.authenticator, metrics), confinePublishers(`${API_PREFIX}/events`))
  app.use('/api/*', guardCookieSessions(metrics), capBody(metrics))
  for (const routes of parts.api) app.route(API_PREFIX, routes)
  for (const routes of parts.open) app.route('/', routes)
  app.notFound((context) => (isApi(context.req.path) ? noRoute(context) : parts.web(context)))
  app.onError((error, context) => {
    const traceId = context.get('traceId')
    if (wasCutOff(context)) {
      deps.metrics.badInput.inc({ door: 'http', reason: 'cut_off' })
      return problem({ status: 400, code: 'cut-off', title: 'The request ended before its body did', traceId })
    }
    deps.logger.error({ err: error, trace_id: traceId, requestId: context.get('requestId') }, 'a request failed')
    return problem({ status: 500, code: 'internal', title: 'The panel failed on this request', traceId })
  })
  return app
}

const capBody = (metrics: Metrics) =>
  bodyLimit({
    maxSize: HTTP_LIMITS.batchBytes,
    onError: (context: Context<AppEnv>) => {
      metrics.badInput.inc({ door: 'http', reason: 'too_large' })
      const detail = `a request body may have ${HTTP_LIMITS.batchBytes} bytes`
      return problem({
        status: 413,
        code: 'too-large',
        title: 'Body too large',
        detail,
        traceId: context.get('traceId'),
      })
    },
  })

function noRoute(context: Context<AppEnv>): Response {
  const detail = `${context.req.method} ${context.req.path} is not a route of this panel`
  return problem({ status: 404, code: 'not-found', title: 'No such route', detail, traceId: context.get('traceId') })
}

const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/')

/** The raw path, still encoded, as Hono itself reads it. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const end = url.slice(start).search(/[?#]/)
  return end === -1 ? url.slice(start) : url.slice(start, start + end)
}
