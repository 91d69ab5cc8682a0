import type { PanelView, SavedPanel } from '@nobet/contracts'
import type { Config } from '@nobet/contracts/config'
import { fillPromql, type ResolvedPanel, resolvePanels, toRateMs } from '@nobet/domain/panels'
import { toGrid } from './panelRange.ts'

/** What a panel's query is shown for: an hour at the width of a usual chart. */
const SHOWN_RANGE = { from: 0, to: 3_600_000, width: 600, exemplars: false }

/** One configured module as its panels see it. */
export interface ModulePanelSource {
  readonly panels: readonly ResolvedPanel[]
  /** Labels that pick the module's own metrics in Prometheus. */
  readonly labels: Readonly<Record<string, string>>
}

/** The panels each configured module has without anything saved. */
export function toModulePanels({ modules, panels }: Config): ReadonlyMap<string, ModulePanelSource> {
  return new Map(
    Object.entries(modules).map(([id, entry]) => {
      const own = typeof entry === 'string' ? undefined : entry
      const labels = own?.metrics ?? { [panels.moduleLabel]: id }
      return [id, { panels: resolvePanels(panels, own?.panels ?? {}), labels }]
    }),
  )
}

export const toSavedDefinition = (panel: SavedPanel): ResolvedPanel => ({ ...panel, origin: 'saved' })

export interface ShownFor {
  readonly module: string
  readonly labels: ModulePanelSource['labels']
  readonly scrapeMs: number
}

/** The panel as the page is told of it, its query ready to be asked elsewhere. */
export function toPanelView(
  panel: ResolvedPanel,
  { module, labels, scrapeMs }: ShownFor,
  saved?: SavedPanel,
): PanelView {
  const { id, title, unit, kind, legend, thresholds, origin } = panel
  const rateMs = toRateMs(scrapeMs, toGrid(SHOWN_RANGE, scrapeMs).step)
  const promql = fillPromql(panel.promql, { module, labels, rateMs })
  return {
    id,
    ...(title === undefined ? {} : { title }),
    unit,
    kind,
    promql,
    legend,
    thresholds: [...thresholds],
    origin,
    ...(saved?.module === undefined ? {} : { module: saved.module }),
    ...(saved === undefined ? {} : { savedBy: saved.savedBy, savedAt: saved.savedAt }),
  }
}
