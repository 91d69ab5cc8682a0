import { type BoardEntry, type BoardId, BOARDS } from './boards.ts'

/** The hidden variable of every board that holds the panel's address. */
export const PANEL_VARIABLE = 'nobet'

/** A link back from Grafana says the range as ISO instants and the zone by Grafana's name for it. */
const RANGE_TEMPLATE = 'from=${__from:date:iso}&to=${__to:date:iso}&tz=${__timezone}'

/** The page of the panel that shows what the board shows, as a template that Grafana fills in when it is clicked. */
export function toPanelTemplate(boardId: BoardId): string {
  const { page }: BoardEntry = BOARDS[boardId]
  return toTemplate(page.replace(/\{(\w+)\}/g, (_match, name: string) => `\${${name}:percentencode}`))
}

/** The same for a page that a single series leads to: `{module}` becomes the value of that label. */
export const toSeriesTemplate = (page: string): string =>
  toTemplate(page.replace(/\{(\w+)\}/g, (_match, name: string) => `\${__field.labels.${name}:percentencode}`))

const toTemplate = (path: string) =>
  `\${${PANEL_VARIABLE}:raw}${path}${path.includes('?') ? '&' : '?'}${RANGE_TEMPLATE}`
