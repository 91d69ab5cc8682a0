import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What runs, for those who drive it: addresses, and the servers' own process ids. */
export interface StackFile {
  readonly ready: true
  readonly panel: string
  readonly prometheus: string
  readonly redis: string
  readonly modules: Readonly<Record<string, { readonly url: string; readonly pid: number }>>
  readonly pids: Readonly<Record<'redis' | 'prometheus' | 'panel', number>>
}

/** The file is whole or absent, never half written. */
export function writeStackFile(root: string, content: StackFile): void {
  const path = stackFilePath(root)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`)
  renameSync(`${path}.new`, path)
}

export const removeStackFile = (root: string): void => rmSync(stackFilePath(root), { force: true })

const stackFilePath = (root: string) => join(root, '.nobet/stack.json')
