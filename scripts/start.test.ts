import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { freePort } from './product/ports.ts'

const ROOT = resolve(import.meta.dirname, '..')
const START_TIMEOUT_MS = 180_000
const END_TIMEOUT_MS = 60_000
const POLL_MS = 100
const PROGRAMS_OF_THE_PRODUCT = 4

let npm: ChildProcess | undefined
afterEach(() => void npm?.kill('SIGKILL'))

// Reads /proc, which only Linux has.
describe.runIf(process.platform === 'linux')('npm start', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'serves, and leaves no child behind when npm gets %s',
    async (signal) => {
      const port = await freePort()
      const started = startProduct(port)
      npm = started
      await until(() => isAlive(port), START_TIMEOUT_MS)
      const family = descendants(started.pid ?? -1)
      expect(family.filter(isProgram)).toHaveLength(PROGRAMS_OF_THE_PRODUCT)
      started.kill(signal)
      await until(() => family.every((pid) => !exists(pid)), END_TIMEOUT_MS)
      await until(() => started.exitCode !== null || started.signalCode !== null, END_TIMEOUT_MS)
    },
    START_TIMEOUT_MS + 2 * END_TIMEOUT_MS,
  )
})

/** As a user would, in an environment that knows nothing of this test run. */
function startProduct(port: number): ChildProcess {
  const { PATH, HOME, LANG } = process.env
  const env = { PATH, HOME, LANG, NOBET_PORT: String(port) }
  return spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore' })
}

async function isAlive(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
  return response?.ok === true
}

async function until(holds: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void> {
  const startedAt = performance.now()
  while (!(await holds())) {
    if (performance.now() - startedAt > timeoutMs)
      throw new Error(`what was awaited did not come within ${timeoutMs} ms`)
    await new Promise((done) => setTimeout(done, POLL_MS))
  }
}

function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid)
  return [...children, ...children.flatMap(descendants)]
}

/** The fields after the name in parentheses: state, parent, … */
function parentOf(pid: number): number | undefined {
  const stat = readOrEmpty(`/proc/${pid}/stat`)
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

const isProgram = (pid: number) => /apps\/(bff|modules)\/dist\/main\.js/.test(readOrEmpty(`/proc/${pid}/cmdline`))

const exists = (pid: number) => readOrEmpty(`/proc/${pid}/cmdline`) !== ''

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
