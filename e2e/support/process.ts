import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')
const OUTPUT_LINES_MAX = 400

export interface Running {
  readonly pid: number
  readonly output: () => string
  /** Ends the process and waits until it is gone. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>
  readonly signal: (signal: NodeJS.Signals) => void
  /** `undefined` while it runs, `null` after a signal. */
  readonly exitCode: () => number | null | undefined
  /** Waits until it has ended by itself; its exit code, `null` after a signal. */
  readonly ended: (timeoutMs: number) => Promise<number | null>
}

/** Starts `node <args>` with the given environment on top of a clean one. */
export const runNode = (args: readonly string[], env: Readonly<Record<string, string>>): Running =>
  runProgram(process.execPath, args, env)

/** Starts a program with the given environment on top of a clean one. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const keep = (chunk: Buffer) => {
    lines.push(chunk.toString())
    if (lines.length > OUTPUT_LINES_MAX) lines.shift()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return {
    pid: child.pid ?? -1,
    output: () => lines.join(''),
    kill: (signal = 'SIGTERM') => end(child, signal),
    signal: (signal) => void child.kill(signal),
    exitCode: () => (isRunning(child) ? undefined : child.exitCode),
    async ended(timeoutMs) {
      if (isRunning(child)) await once(child, 'exit', { signal: AbortSignal.timeout(timeoutMs) })
      return child.exitCode
    },
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(force)
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

/** Waits until the address answers below 500. */
export async function waitForHttp(url: string, running: Running, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    if (answer !== undefined && answer.status < 500) return
    await new Promise((next) => setTimeout(next, 50))
  }
  throw new Error(`${url} did not answer within ${timeoutMs} ms. Output:\n${running.output()}`)
}
