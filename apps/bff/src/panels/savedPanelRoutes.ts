import {
  type CloudEvent,
  PANEL_LIMITS,
  type PanelsChanged,
  parseJsonWith,
  SavePanel,
  type SavedPanel,
} from '@nobet/contracts'
import { fillPromql, toRateMs } from '@nobet/domain/panels'
import { Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { Clock } from '../clock.ts'
import type { AppEnv } from '../http/appEnv.ts'
import type { Gateway } from '../upstreams/gateway.ts'
import { askPrometheus } from './askPrometheus.ts'
import type { ModulePanelSource } from './modulePanels.ts'
import {
  badPanel,
  callerLeft,
  noPrometheus,
  notChecked,
  refusedQuery,
  shelfAway,
  tooMany,
  unknownPanel,
} from './panelProblems.ts'
import type { SavedPanels } from './savedPanels.ts'

const ID_BYTES = 6

export interface SavedPanelRoutesDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly gateway: Pick<Gateway, 'ask'>
  readonly saved: SavedPanels
  readonly modules: ReadonlyMap<string, ModulePanelSource>
  readonly scrapeMs: number
  readonly randomBytes: (size: number) => Uint8Array
  readonly newId: () => string
  readonly publish: (event: CloudEvent) => void
  readonly reportError: (error: unknown) => void
}

/** `/panels`: what operators save beside the configured panels. Every change is told to all tabs. */
export function createSavedPanelRoutes(deps: SavedPanelRoutesDeps): Hono<AppEnv> {
  const { saved, clock, modules, reportError } = deps
  return new Hono<AppEnv>()
    .post('/panels', requirePermission('panels:write'), async (context) => {
      const parsed = parseJsonWith(SavePanel, await context.req.text())
      if (!parsed.ok) return badPanel(context, parsed.faults)
      const { module, ...asked } = parsed.value
      if (module !== undefined && !modules.has(module))
        return badPanel(context, [{ path: 'module', expected: `expected one of ${[...modules.keys()].join(', ')}` }])
      const check = await askPrometheus(deps.gateway, {
        path: '/api/v1/format_query',
        parameters: { query: toChecked(deps, asked.promql, module) },
        signal: context.req.raw.signal,
      })
      if (check.kind === 'cancelled') return callerLeft()
      if (check.kind === 'not_configured') return noPrometheus(context, check.key)
      if (check.kind === 'refused') return refusedQuery(context, check.fault.message)
      if (check.kind === 'failed') return notChecked(context, check.fault.message)
      const panel: SavedPanel = {
        id: `saved-${Buffer.from(deps.randomBytes(ID_BYTES)).toString('hex')}`,
        ...(module === undefined ? {} : { module }),
        ...asked,
        savedBy: context.get('caller').name,
        savedAt: new Date(clock.now()).toISOString(),
      }
      try {
        if ((await saved.keep(panel)) === 'full') return tooMany(context, PANEL_LIMITS.saved)
      } catch (error) {
        reportError(error)
        return shelfAway(context)
      }
      deps.publish(toChange(deps, panel, 'saved', panel.savedBy))
      return context.json(panel satisfies SavedPanel, 201)
    })
    .delete('/panels/:id', requirePermission('panels:write'), async (context) => {
      const id = context.req.param('id')
      try {
        const removed = await saved.remove(id)
        if (removed === undefined) return unknownPanel(context, id)
        deps.publish(toChange(deps, removed, 'removed', context.get('caller').name))
      } catch (error) {
        reportError(error)
        return shelfAway(context)
      }
      return context.body(null, 204)
    })
}

/** The query as it would be asked of one module. */
function toChecked({ modules, scrapeMs }: SavedPanelRoutesDeps, promql: string, module: string | undefined): string {
  const [first = ''] = modules.keys()
  const id = module ?? first
  const labels = modules.get(id)?.labels ?? {}
  return fillPromql(promql, { module: id, labels, rateMs: toRateMs(scrapeMs, scrapeMs) })
}

function toChange(
  { clock, newId }: Pick<SavedPanelRoutesDeps, 'clock' | 'newId'>,
  { id, title, module }: SavedPanel,
  change: PanelsChanged['change'],
  by: string,
): CloudEvent {
  return {
    specversion: '1.0',
    id: newId(),
    source: '/console',
    type: 'console.panels.changed',
    subject: id,
    time: new Date(clock.now()).toISOString(),
    datacontenttype: 'application/json',
    severity: 'info',
    ...(module === undefined ? {} : { module }),
    data: { panel: id, title, change, by } satisfies PanelsChanged,
  }
}
