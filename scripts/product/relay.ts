import { createInterface } from 'node:readline'
import type { Child, TaskContext } from '../tasks/task.ts'

const PINO_WARN = 40
const MAX_LAST_LINES = 15

/**
 * Prints what a child says, with its name before it. JSON log lines below warning are left out unless
 * `NOBET_VERBOSE` is set. Gives back the newest lines, for the report of a death.
 */
export function relayOutput(child: Child, { env, print, children }: TaskContext): () => readonly string[] {
  const last: string[] = []
  for (const stream of [child.process.stdout, child.process.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line)
      if (last.length > MAX_LAST_LINES) last.shift()
      if (!children.ending() && (env['NOBET_VERBOSE'] || isWorthSaying(line))) print(`[${child.name}] ${line}`)
    })
  }
  return () => last
}

function isWorthSaying(line: string): boolean {
  const level = /^\{.*?"level":(\d+)/.exec(line)?.[1]
  return level === undefined ? line.trim() !== '' : Number(level) >= PINO_WARN
}
