import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard'
import { type BoardEntry, type BoardId, BOARDS, PANEL_VARIABLE, type PanelName } from '@nobet/domain/boards'
import { boardLinks, TAG } from './links.ts'
import type { PanelSpec } from './panelSpec.ts'
import { PROMETHEUS, toPanel } from './toPanel.ts'

/** The same as `links.panel` of the alert rules: set both to where people open the panel. */
export const DEFAULT_PANEL_URL = 'http://127.0.0.1:4400'

/** All that a board is, beside its row in the table of boards. */
export interface BoardSpec<Id extends BoardId> {
  readonly id: Id
  readonly description: string
  /** Drawn in this order; each panel of the table has to be here. */
  readonly panels: Readonly<Record<PanelName<Id>, PanelSpec>>
  /** How each variable's values are found, and whether it begins with all of them. */
  readonly variables: Readonly<Record<string, { readonly query: string; readonly all?: true }>>
}

/** Grafana's JSON of a board. The same spec gives the same bytes. */
export function toBoard<Id extends BoardId>(spec: BoardSpec<Id>, panelUrl: string): dashboard.Dashboard {
  const { title, panels: ids }: BoardEntry = BOARDS[spec.id]
  const builder = new dashboard.DashboardBuilder(title)
    .uid(spec.id)
    .description(spec.description)
    .tags([TAG])
    .readonly()
    .tooltip(dashboard.DashboardCursorSync.Crosshair)
    .time({ from: 'now-1h', to: 'now' })
    .refresh('30s')
    .timezone('browser')
    .version(1)
    .links(boardLinks(spec.id))
    .variables([...toVariables(spec), new dashboard.ConstantVariableBuilder(PANEL_VARIABLE).value(panelUrl)])
    .annotation(firingAlerts())
  for (const [name, panel] of Object.entries<PanelSpec>(spec.panels)) builder.withPanel(toPanel(panel, ids[name] ?? 0))
  return builder.build()
}

const toVariables = ({ variables }: { readonly variables: BoardSpec<BoardId>['variables'] }) =>
  Object.entries(variables).map(([name, { query, all }]) => {
    const variable = new dashboard.QueryVariableBuilder(name)
      .datasource(PROMETHEUS)
      .query(query)
      .refresh(dashboard.VariableRefresh.OnTimeRangeChanged)
      .sort(dashboard.VariableSort.AlphabeticalAsc)
    if (all === undefined) return variable
    return variable.multi(true).includeAll(true).allValue('.*').current({ text: 'All', value: '$__all' })
  })

/** Marks on every chart where an alert that somebody must look at began. */
const firingAlerts = () =>
  new dashboard.AnnotationQueryBuilder()
    .name('Alerts')
    .datasource(PROMETHEUS)
    .enable(true)
    .iconColor('red')
    .titleFormat('{{alertname}}')
    .textFormat('{{severity}} {{module}}{{name}}{{instance}}')
    .expr('ALERTS{alertstate="firing",severity=~"critical|warning"}')
