import { accessSync, constants } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** Where `npm test` puts the programs it fetches. */
const FETCHED = resolve(import.meta.dirname, '../../../../.nobet/tools/bin')

/** A program by its name: on PATH, where Debian keeps servers, or fetched by `npm test`; `undefined` when there is none. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/usr/sbin', FETCHED]
  return folders.map((folder) => join(folder, name)).find(isRunnable)
}

/** The same, for a test that cannot be without it. */
export function requireProgram(name: string): string {
  const found = findProgram(name)
  if (found !== undefined) return found
  throw new Error(`${name} is not on PATH: \`npm test\` fetches it, or install the Debian package that holds it`)
}

export function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
