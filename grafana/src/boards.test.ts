import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { DEFAULT_PANELS } from '@nobet/contracts'
import { BOARD_IDS, type BoardEntry, BOARDS } from '@nobet/domain/boards'
import { PANELS } from '@nobet/domain/panels'
import { expect, test } from 'vitest'
import { type BoardJson, exprsOf, readBoards } from './readBoards.ts'
import { renderBoards } from './renderBoards.ts'
import { DEFAULT_PANEL_URL } from './toBoard.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const COLUMNS = 24
/** What Grafana itself fills in. */
const BUILT_IN = [
  '__rate_interval',
  '__range',
  '__interval',
  'nobet',
  '__from',
  '__to',
  '__timezone',
  '__url_time_range',
]

const boards = readBoards()

/** `$name`, `${name}`, `${name:format}`. */
const namesIn = (text: string) => [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name)

function columnsOf({ panels }: BoardJson): number[] {
  const rows = new Map<number, number>()
  for (const { gridPos } of panels) rows.set(gridPos.y, (rows.get(gridPos.y) ?? 0) + gridPos.w)
  return [...rows.values()]
}

test('the committed boards are those of the sources', () => {
  const folder = resolve(ROOT, 'grafana/dashboards')
  const held = readdirSync(folder).map((name) => [name, readFileSync(resolve(folder, name), 'utf8')])
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(renderBoards(DEFAULT_PANEL_URL)))
})

test('each board is a row of the table: uid, title, variables, and its panels under their numbers', () => {
  expect(boards.map(({ uid }) => uid).sort()).toEqual([...BOARD_IDS].sort())
  for (const { uid, title, panels, templating } of boards) {
    const row: BoardEntry = BOARDS[uid]
    expect(title).toBe(row.title)
    expect(panels.map(({ id }) => id).sort((a, b) => a - b)).toEqual(Object.values(row.panels))
    expect(templating.list.map(({ name }) => name)).toEqual([...row.variables, 'nobet'])
  }
})

test('panels fill their rows and stand on no other', () => {
  for (const board of boards) expect(columnsOf(board).every((columns) => columns === COLUMNS)).toBe(true)
})

test('queries and links say only variables that the board has', () => {
  for (const { uid, panels, links } of boards) {
    const own: readonly string[] = BOARDS[uid].variables
    const urls = links.flatMap(({ url }) => url ?? [])
    const said = [...panels.flatMap(exprsOf), ...urls].flatMap(namesIn)
    expect(said.filter((name) => !own.includes(name) && !BUILT_IN.includes(name))).toEqual([])
  }
})

test('the way back leads to a page of the panel, with range and zone', () => {
  const router = readFileSync(resolve(ROOT, 'apps/web/src/boot/router.tsx'), 'utf8')
  const pages = [...router.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path)
  for (const { uid, links } of boards) {
    const page = BOARDS[uid].page.split('?')[0]?.replace('{module}', '$moduleId')
    expect(pages).toContain(page)
    expect(links[0]?.url).toMatch(
      /^\$\{nobet:raw\}\/.*from=\$\{__from:date:iso\}&to=\$\{__to:date:iso\}&tz=\$\{__timezone\}$/,
    )
  }
})

test('each chart of a module asks the same on its board, in the panel the link opens', () => {
  for (const id of DEFAULT_PANELS) {
    const number = BOARDS['mcp-module'].panels[id]
    const shown = boards.find(({ uid }) => uid === 'mcp-module')?.panels.find((one) => one.id === number)
    const asked = PANELS[id].promql.replaceAll('$server', 'job="$module"').replaceAll('$__rate', '$__rate_interval')
    expect(shown?.targets.map(({ expr }) => expr)).toEqual([asked])
  }
})

test('every alert leads to a board of the table, with variables it has', () => {
  const folder = resolve(ROOT, 'alert-rules/generated/prod')
  const text = readdirSync(folder)
    .map((file) => readFileSync(resolve(folder, file), 'utf8'))
    .join('\n')
  const urls = [...text.matchAll(/grafana_url: "?https?:\/\/[^/]+\/d\/([^?"\n]+)(?:\?var-(\w+)=)?/g)]
  expect(urls).toHaveLength([...text.matchAll(/- alert: /g)].length)
  const table: Readonly<Record<string, BoardEntry>> = BOARDS
  for (const [, uid = '', variable] of urls) {
    const row = table[uid]
    expect(row).toBeDefined()
    expect(variable === undefined || row?.variables.includes(variable)).toBe(true)
  }
})
