import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT } from './process.ts'

/** A program by its name, where `npm test` and Debian keep it; `undefined` when there is none. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', join(ROOT, '.nobet/tools/bin')]
  return folders.map((folder) => join(folder, name)).find(isRunnable)
}

export function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
