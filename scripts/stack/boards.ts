import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Board {
  readonly templating?: { readonly list: readonly { readonly name: string }[] }
}

/** The repository's boards, copied to `dir` with this stack's panel as the place their links lead back to. */
export function copyBoards(root: string, dir: string, panelUrl: string): string {
  const from = join(root, 'grafana/dashboards')
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  for (const file of readdirSync(from).filter((name) => name.endsWith('.json'))) {
    // Our own files, which a test of grafana/ holds to their builder.
    const board = JSON.parse(readFileSync(join(from, file), 'utf8')) as Board
    writeFileSync(join(dir, file), JSON.stringify(withPanel(board, panelUrl)))
  }
  return dir
}

const withPanel = (board: Board, panelUrl: string): Board => ({
  ...board,
  templating: {
    list: (board.templating?.list ?? []).map((variable) =>
      variable.name === 'nobet'
        ? { ...variable, query: panelUrl, current: { text: panelUrl, value: panelUrl } }
        : variable,
    ),
  },
})
