import { DEFAULT_PANELS, type PanelView } from '@nobet/contracts'
import { PANELS } from './defaultPanels.ts'
import type { PanelDefinition } from './panelDefinition.ts'

type Changed = Omit<PanelDefinition, 'id'>
/** What the configuration says of one panel; see `PanelEntry` of the contracts. */
export type PanelChange = { readonly id: string } & { readonly [K in keyof Changed]?: Changed[K] | undefined }

export interface PanelChoice {
  readonly hide?: readonly string[] | undefined
  readonly show?: readonly PanelChange[] | undefined
}

export interface ResolvedPanel extends PanelDefinition {
  readonly origin: PanelView['origin']
}

/** The default panels with what the configuration says of all modules, then of this one; added ones come after them. */
export function resolvePanels(all: PanelChoice, module: PanelChoice): ResolvedPanel[] {
  const start: ResolvedPanel[] = DEFAULT_PANELS.map((id) => ({ ...PANELS[id], origin: 'default' }))
  return [all, module].reduce(choose, start)
}

function choose(panels: ResolvedPanel[], { hide = [], show = [] }: PanelChoice): ResolvedPanel[] {
  const shown = show.reduce(put, panels)
  return shown.filter(({ id }) => !hide.includes(id))
}

/** Another query is another panel: what belongs to the former one goes with it. */
function put(panels: ResolvedPanel[], change: PanelChange): ResolvedPanel[] {
  const known = panels.find(({ id }) => id === change.id)
  const base = known === undefined || change.promql === undefined ? known : plain(known)
  const panel: ResolvedPanel = { ...EMPTY, ...base, ...defined(change), id: change.id, origin: 'config' }
  return known === undefined ? [...panels, panel] : panels.map((each) => (each === known ? panel : each))
}

function plain({ own: _own, exemplars: _exemplars, omitZero: _omitZero, ...panel }: ResolvedPanel): ResolvedPanel {
  return { ...panel, legend: '' }
}

const EMPTY = { unit: 'number', kind: 'lines', promql: '', legend: '', thresholds: [] } as const

const defined = (change: PanelChange): Partial<PanelDefinition> =>
  // Keys are left out, never added: what stays is a change still.
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
