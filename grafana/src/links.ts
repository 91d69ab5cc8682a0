import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard'
import { type BoardId, toPanelTemplate, toSeriesTemplate } from '@nobet/domain/boards'

/** Tag of every board, by which they find each other. */
export const TAG = 'nobet'

/** From a board to the page of the panel that tells the same, and to the other boards, with range and variables. */
export const boardLinks = (id: BoardId) => [
  toLink('Open in Nöbet', toPanelTemplate(id)).tooltip('The same range and zone, live'),
  new dashboard.DashboardLinkBuilder('Other boards')
    .type(dashboard.DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true),
]

/** From a line to the module it is about: its page in the panel, and its board. */
export const moduleLinks = (label: 'module' | 'job') => [
  toLink('Module in Nöbet', toSeriesTemplate(`/modules/{${label}}`)),
  toLink(
    'Module board',
    `/d/mcp-module/mcp-module?var-module=\${__field.labels.${label}:percentencode}&\${__url_time_range}&timezone=\${__timezone}`,
  ),
]

const toLink = (title: string, url: string) =>
  new dashboard.DashboardLinkBuilder(title).type(dashboard.DashboardLinkType.Link).url(url)
