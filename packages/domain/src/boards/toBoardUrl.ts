import { type BoardEntry, type BoardId, BOARDS, type PanelName } from './boards.ts'

/** What a link to a board carries along. */
export interface BoardLink<Id extends BoardId> {
  /** Beginning and end: epoch milliseconds, or Grafana's own relative form such as `now-1h`. */
  readonly from: number | string
  readonly to: number | string
  /** `local`, `utc` or an IANA name. */
  readonly timezone: string
  /** Values by variable name; those the board does not have are left out. */
  readonly vars?: Readonly<Record<string, string | readonly string[]>>
  /** Opens this panel alone. */
  readonly viewPanel?: PanelName<Id>
}

/** The address of a board in the Grafana at `grafanaBase` (with or without a sub-path), for the same range and zone. */
export function toBoardUrl<Id extends BoardId>(grafanaBase: string, boardId: Id, link: BoardLink<Id>): string {
  const board: BoardEntry = BOARDS[boardId]
  const query = new URLSearchParams({ from: String(link.from), to: String(link.to) })
  query.set('timezone', toGrafanaZone(link.timezone))
  for (const name of board.variables) {
    for (const value of [link.vars?.[name] ?? []].flat()) query.append(`var-${name}`, value)
  }
  if (link.viewPanel !== undefined) query.set('viewPanel', String(board.panels[link.viewPanel]))
  return `${grafanaBase.replace(/\/+$/, '')}/d/${boardId}/${boardId}?${query}`
}

/** Grafana calls the reader's own zone `browser`. */
const toGrafanaZone = (zone: string): string => (zone === 'local' ? 'browser' : zone)
