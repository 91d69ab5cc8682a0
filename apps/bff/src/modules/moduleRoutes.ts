import type {
  Catalogue,
  ModuleDetail,
  ModuleList,
  ModuleProbed,
  ModuleSamples,
  ModuleView,
  World,
} from '@nobet/contracts'
import { may } from '@nobet/domain/access'
import { type Context, Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { Clock } from '../clock.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import type { ProbeTarget } from '../sources/mcp/probeTarget.ts'
import type { Probing } from '../sources/mcp/startProbing.ts'
import type { CatalogueStore } from './catalogueStore.ts'
import { toModuleViews } from './moduleViews.ts'
import type { SampleStore } from './sampleStore.ts'

const RETRY_AFTER_S = 1
const MS_PER_SECOND = 1_000

export interface ModuleRoutesDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly startedAt: number
  readonly modules: readonly ProbeTarget[]
  /** `undefined` while the log cannot be read. */
  readonly world: () => World | undefined
  readonly probing: Pick<Probing, 'probeNow'>
  readonly samples: Pick<SampleStore, 'read'>
  readonly catalogues: Pick<CatalogueStore, 'read'>
}

type Ask = Context<AppEnv>

/** `/modules` and below: what is known of each module, and a probe by hand. */
export function createModuleRoutes(deps: ModuleRoutesDeps): Hono<AppEnv> {
  const views = (): ModuleView[] | undefined => {
    const world = deps.world()
    return world === undefined ? undefined : toModuleViews({ ...deps, world, now: deps.clock.now() })
  }

  const withModule = async (
    context: Ask,
    answer: (view: ModuleView) => Response | Promise<Response>,
  ): Promise<Response> => {
    const known = views()
    if (known === undefined) return notReadable(context)
    const view = known.find(({ id }) => id === context.req.param('id'))
    return view === undefined ? unknownModule(context) : answer(view)
  }

  return new Hono<AppEnv>()
    .get('/modules', requirePermission('modules:read'), (context) => {
      const known = views()
      if (known === undefined) return notReadable(context)
      const caller = context.get('caller')
      const modules = known.filter(({ id }) => may(caller, 'modules:read', id))
      return context.json({ modules } satisfies ModuleList)
    })
    .get('/modules/:id', requirePermission('modules:read'), (context) =>
      withModule(context, (module) => context.json({ module } satisfies ModuleDetail)),
    )
    .get('/modules/:id/samples', requirePermission('modules:read'), (context) =>
      withModule(context, ({ id }) => context.json(deps.samples.read(id) satisfies ModuleSamples)),
    )
    .get('/modules/:id/catalogue', requirePermission('modules:read'), (context) =>
      withModule(context, async ({ id }) => context.json((await deps.catalogues.read(id)) satisfies Catalogue)),
    )
    .post('/modules/:id/probe', requirePermission('modules:probe'), async (context) => {
      const answer = await deps.probing.probeNow(context.req.param('id'))
      switch (answer.kind) {
        case 'checked':
          return context.json({ check: answer.checked } satisfies ModuleProbed)
        case 'too_soon':
          return tooSoon(context, answer.retryAfterMs)
        case 'unknown_module':
          return unknownModule(context)
        case 'stopped':
          return notReadable(context)
        case 'no_answer':
          return noAnswer(context)
      }
    })
}

const unknownModule = (context: Ask): Response =>
  problem({
    status: 404,
    code: 'unknown-module',
    title: 'No such module',
    detail: `no module "${context.req.param('id')}" is configured (NOBET_MODULES)`,
    traceId: context.get('traceId'),
  })

const noAnswer = (context: Ask): Response =>
  problem({
    status: 503,
    code: 'nobody-probes',
    title: 'Nobody probed',
    detail: 'another panel holds the right to probe and did not do so in time; it is replaced within seconds',
    traceId: context.get('traceId'),
    headers: { 'retry-after': String(RETRY_AFTER_S) },
  })

const notReadable = (context: Ask): Response =>
  problem({
    status: 503,
    code: 'not-readable',
    title: 'Not readable yet',
    detail: 'the event log cannot be read at the moment; try again shortly',
    traceId: context.get('traceId'),
    headers: { 'retry-after': String(RETRY_AFTER_S) },
  })

const tooSoon = (context: Ask, retryAfterMs: number): Response =>
  problem({
    status: 429,
    code: 'probed-just-now',
    title: 'Probed just now',
    detail: 'this module was probed by hand less than a second ago',
    traceId: context.get('traceId'),
    headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / MS_PER_SECOND))) },
  })
