import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Board } from './grafana/board.ts'

/** Every `*.json` of a folder, in the order of their names; throws, with the file's name, for one that is no board. */
export async function readBoards(folder: string): Promise<Board[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const board = Board.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')))
      if (!board.success) throw new Error(`${join(folder, name)} is no board: it needs a uid and a title`)
      return board.data
    }),
  )
}
