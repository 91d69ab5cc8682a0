import { createHash, timingSafeEqual } from 'node:crypto'
import { formatExposition } from '@nobet/domain/exposition'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Metrics } from '../metrics/metrics.ts'
import type { AppEnv } from './appEnv.ts'
import { problem } from './problem.ts'

/** `open` with `auth=none`; else `NOBET_METRICS_TOKEN`, and closed while that is not set. */
export type MetricsGuard = { readonly kind: 'open' } | { readonly kind: 'token'; readonly token: string | undefined }

/** `/metrics` in OpenMetrics text, exemplars included, or in the classic text for who prefers that. */
export const createMetricsRoutes = (metrics: Metrics, guard: MetricsGuard): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/metrics', guardMetrics(guard), async (context) => {
    const { body, contentType } = formatExposition(await metrics.registry.metrics(), context.req.header('accept'))
    return context.body(body, 200, { 'content-type': contentType, 'cache-control': 'no-store', vary: 'accept' })
  })

const guardMetrics = (guard: MetricsGuard) =>
  createMiddleware<AppEnv>(async (context, next) => {
    if (guard.kind === 'open') return await next()
    const traceId = context.get('traceId')
    if (guard.token === undefined) {
      const detail = 'with authentication on, /metrics needs NOBET_METRICS_TOKEN; it is not set'
      return problem({ status: 503, code: 'metrics-closed', title: 'Metrics are closed', detail, traceId })
    }
    const given = /^Bearer +(\S+) *$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (given !== undefined && isSame(given, guard.token)) return await next()
    const headers = { 'www-authenticate': 'Bearer realm="nobet-metrics"' }
    const detail = 'send NOBET_METRICS_TOKEN as "Authorization: Bearer …"'
    context.set('denied', 'metrics-token')
    return problem({ status: 401, code: 'unauthorized', title: 'Not authenticated', detail, traceId, headers })
  })

/** In constant time; hashing first makes the lengths equal. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
