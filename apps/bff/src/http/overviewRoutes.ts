import type { ModuleView, Overview, SourceView, World } from '@nobet/contracts'
import { type Caller, may } from '@nobet/domain/access'
import { Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { Clock } from '../clock.ts'
import type { AppEnv } from './appEnv.ts'
import { problem } from './problem.ts'

export interface OverviewDeps {
  readonly clock: Pick<Clock, 'now'>
  /** `undefined` while the log cannot be read. */
  readonly world: () => World | undefined
  readonly moduleViews: (world: World) => readonly ModuleView[]
  /** As far as this caller may see. */
  readonly sources: (caller: Caller) => readonly SourceView[]
}

const RETRY_AFTER_S = '1'

/** `/overview`: each part says where it came from and how fresh it is; one missing part blanks no other. */
export const createOverviewRoutes = (deps: OverviewDeps): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/overview', requirePermission('modules:read'), (context) => {
    const world = deps.world()
    const traceId = context.get('traceId')
    if (world === undefined) {
      const headers = { 'retry-after': RETRY_AFTER_S }
      return problem({
        status: 503,
        code: 'log-unavailable',
        title: 'The event log cannot be read now',
        traceId,
        headers,
      })
    }
    const caller = context.get('caller')
    const views = deps.moduleViews(world).filter(({ id }) => may(caller, 'modules:read', id))
    const sources = deps.sources(caller)
    return context.json({
      modules: toModules(views),
      alerts: toAlerts(sources.find(({ id }) => id === 'alertmanager')),
      sources: toSources([...sources], deps.clock),
    } satisfies Overview)
  })

function toModules(views: ModuleView[]): Overview['modules'] {
  const newest = views.reduce<string | null>(
    (latest, { observedAt }) => (observedAt !== null && observedAt > (latest ?? '') ? observedAt : latest),
    null,
  )
  const freshness = views.length === 0 ? 'not_configured' : newest === null ? 'unavailable' : 'live'
  return { value: views, source: 'probe', freshness, observedAt: newest, error: null }
}

/** Alerts are read by no one in this version: configured or not, there is nothing to show and it says why. */
function toAlerts(source: SourceView | undefined): Overview['alerts'] {
  const base = { value: null, source: 'alertmanager', observedAt: null }
  if (source === undefined || source.state === 'not_configured') {
    return { ...base, freshness: 'not_configured', error: null }
  }
  const message = 'this version only checks that Alertmanager answers; it does not read alerts yet'
  return { ...base, freshness: 'unavailable', error: { code: 'not_read', message } }
}

const toSources = (sources: SourceView[], clock: Pick<Clock, 'now'>): Overview['sources'] => ({
  value: sources,
  source: 'panel',
  freshness: 'live',
  observedAt: new Date(clock.now()).toISOString(),
  error: null,
})
