import { Hono } from 'hono'
import type { AppEnv } from './appEnv.ts'

/** Whether the panel can serve. `degraded` names what is missing although it can. */
export interface Readiness {
  readonly ready: boolean
  readonly degraded: readonly string[]
}

/** `/healthz` asks nobody; `/readyz` names what is degraded. */
export const createHealthRoutes = (readiness: () => Readiness): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/healthz', (context) => context.json({ status: 'ok' }, 200, NO_STORE))
    .get('/readyz', (context) => {
      const { ready, degraded } = readiness()
      if (!ready) return context.json({ status: 'unavailable', degraded }, 503, NO_STORE)
      return context.json({ status: degraded.length === 0 ? 'ready' : 'degraded', degraded }, 200, NO_STORE)
    })

const NO_STORE = { 'cache-control': 'no-store' }
