import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BoardId } from '@nobet/domain/boards'

/** What is read of a panel's JSON. */
export interface PanelJson {
  readonly id: number
  readonly title: string
  readonly gridPos: { readonly w: number; readonly y: number }
  readonly targets: readonly { readonly expr: string; readonly instant?: boolean }[]
}

/** What is read of a board's JSON. */
export interface BoardJson {
  readonly uid: BoardId
  readonly title: string
  readonly panels: readonly PanelJson[]
  readonly links: readonly { readonly url?: string }[]
  readonly templating: { readonly list: readonly { readonly name: string; readonly query?: string }[] }
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] }
}

/** The committed boards, as Grafana reads them. */
export function readBoards(): BoardJson[] {
  const folder = resolve(import.meta.dirname, '../dashboards')
  // Our own files, which a test holds to their sources.
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as BoardJson)
}

export const exprsOf = ({ targets }: PanelJson): string[] => targets.map(({ expr }) => expr)
