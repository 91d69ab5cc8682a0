import type { ModulePanels, SavedPanel } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import type { ResolvedPanel } from '@nobet/domain/panels'
import { Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { type ModulePanelSource, toPanelView, toSavedDefinition } from './modulePanels.ts'
import { badRange, callerLeft, shelfAway, unknownModule, unknownPanel } from './panelProblems.ts'
import { readPanelRange } from './panelRange.ts'
import { readPanel, type ReadPanelDeps } from './readPanel.ts'
import type { SavedPanels } from './savedPanels.ts'

export interface PanelRoutesDeps extends ReadPanelDeps {
  readonly modules: ReadonlyMap<string, ModulePanelSource>
  readonly saved: SavedPanels
  /** Addresses for a browser, without credentials. */
  readonly prometheusUrl: string | null
  readonly grafanaUrl: string | null
  readonly reportError: (error: unknown) => void
}

/** `/modules/:id/panels` and below: which panels a module has, and what each shows now. */
export function createPanelRoutes(deps: PanelRoutesDeps): Hono<AppEnv> {
  const { modules, saved, scrapeMs } = deps
  return new Hono<AppEnv>()
    .get('/modules/:id/panels', requirePermission('modules:read'), async (context) => {
      const module = context.req.param('id')
      const source = modules.get(module)
      if (source === undefined) return unknownModule(context, module)
      const own = await listSaved(deps, module, context.get('caller'))
      const shownFor = { module, labels: source.labels, scrapeMs }
      return context.json({
        module,
        panels: [
          ...source.panels.map((panel) => toPanelView(panel, shownFor)),
          ...own.panels.map((panel) => toPanelView(toSavedDefinition(panel), shownFor, panel)),
        ],
        storage: saved.storage,
        ...(own.error === undefined ? {} : { savedError: own.error }),
        prometheusUrl: deps.prometheusUrl,
        grafanaUrl: deps.grafanaUrl,
      } satisfies ModulePanels)
    })
    .get('/modules/:id/panels/:panel', requirePermission('modules:read'), async (context) => {
      const { id: module, panel: panelId } = context.req.param()
      const source = modules.get(module)
      if (source === undefined) return unknownModule(context, module)
      const read = readPanelRange((name) => context.req.query(name), deps.clock.now())
      if (!read.ok) return badRange(context, read.faults)
      const found = await findPanel(deps, source, module, panelId, context.get('caller'))
      if (found === 'unreadable') return shelfAway(context)
      if (found === undefined) return unknownPanel(context, panelId)
      const { signal } = context.req.raw
      const question = { module, labels: source.labels, panel: found, range: read.range, signal }
      const reading = await readPanel(deps, question)
      return reading === undefined ? callerLeft() : context.json(reading)
    })
}

async function findPanel(
  deps: PanelRoutesDeps,
  { panels }: ModulePanelSource,
  module: string,
  id: string,
  caller: Caller,
): Promise<ResolvedPanel | 'unreadable' | undefined> {
  const known = panels.find((panel) => panel.id === id)
  if (known !== undefined) return known
  const { panels: own, error } = await listSaved(deps, module, caller)
  const found = own.find((panel) => panel.id === id)
  if (found !== undefined) return toSavedDefinition(found)
  return error === undefined ? undefined : 'unreadable'
}

/** A saved query may name any module: a caller limited to some is not shown its answer. */
async function listSaved(
  { saved, reportError }: Pick<PanelRoutesDeps, 'saved' | 'reportError'>,
  module: string,
  caller: Caller,
): Promise<{ readonly panels: readonly SavedPanel[]; readonly error?: string }> {
  if (caller.modules !== undefined) return { panels: [] }
  try {
    const all = await saved.list()
    return { panels: all.filter((panel) => panel.module === undefined || panel.module === module) }
  } catch (error) {
    reportError(error)
    return { panels: [], error: error instanceof Error ? error.message : String(error) }
  }
}
