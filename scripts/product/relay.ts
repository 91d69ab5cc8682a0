import { createInterface } from 'node:readline'
import type { Child, TaskContext } from '../tasks/task.ts'

const PINO_WARN = 40
const MAX_LAST_LINES = 15

/**
 * Prints what a child says, with its name before it: of JSON logs the warnings in short, all of them as they are when
 * `NOBET_VERBOSE` is set. Gives back the newest lines, for the report of a death.
 */
export function relayOutput(
  child: Child,
  { env, print, children }: TaskContext,
  toNews: (line: string) => string | undefined = readNews,
): () => readonly string[] {
  const last: string[] = []
  for (const stream of [child.process.stdout, child.process.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line)
      if (last.length > MAX_LAST_LINES) last.shift()
      const said = env['NOBET_VERBOSE'] ? line : toNews(line)
      if (said !== undefined && !children.ending()) print(`[${child.name}] ${said}`)
    })
  }
  return () => last
}

/** The short form of a line, or `undefined` for what only a log file wants: ordinary news, and each request's line. */
function readNews(line: string): string | undefined {
  if (!line.startsWith('{')) return line.trim() === '' ? undefined : line
  const level = Number(/"level":(\d+)/.exec(line)?.[1] ?? 0)
  const message = /"msg":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? line
  const reason = /"reason":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1]
  if (level < PINO_WARN || message === 'request') return undefined
  return reason === undefined ? message : `${message}: ${reason}`
}
