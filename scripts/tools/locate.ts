import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Tool } from './tools.ts'

/** Debian keeps servers where an ordinary user's PATH does not look. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin']

/** The program named by its variable, or found on PATH. A variable that names nothing runnable is an error. */
export function locate(tool: Tool, env: NodeJS.ProcessEnv): string | undefined {
  const named = tool.variable === undefined ? undefined : env[tool.variable]
  if (named) {
    if (isRunnable(named)) return named
    throw new Error(`${tool.variable}=${named} is not a program that can be run`)
  }
  const folders = [...(env['PATH'] ?? '').split(delimiter), ...SYSTEM_FOLDERS].filter((folder) => folder !== '')
  return tool.names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable)
}

export function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
