import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { waitFor } from '@nobet/testkit'
import { afterEach, expect, it } from 'vitest'

const TEST_TIMEOUT_MS = 60_000
const MAIN = resolve(import.meta.dirname, 'main.ts')

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

/** Runs the module as a process of its own, on a free port, and gathers what it prints. */
function run(args: string[], env: Record<string, string> = {}) {
  const { PATH = '' } = process.env
  const started = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { PATH, NOBET_MODULE_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  let text = ''
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { started, exited: once(started, 'exit'), printed: () => text }
}

it.each(['finbot', 'mubot', 'observability'])(
  '%s serves on its own and ends with code 0 on SIGTERM',
  async (name) => {
    const { started, exited, printed } = run([name])
    const url = await waitFor(() => /"url":"([^"]+)"/.exec(printed())?.[1], { timeoutMs: 40_000, what: 'the address' })
    const health = await fetch(url.replace('/mcp', '/healthz'))
    expect(await health.json()).toMatchObject({ status: 'ok', module: name })
    expect(printed()).toContain('events are not published')
    started.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  },
  TEST_TIMEOUT_MS,
)

it(
  'ends with code 2 and names the fault when it is started wrongly',
  async () => {
    const { exited, printed } = run(['finbot'], { NOBET_PANEL_URL: 'not a url' })
    expect(await exited).toEqual([2, null])
    expect(printed()).toContain('NOBET_PANEL_URL: expected an http or https URL, got "not a url"')
  },
  TEST_TIMEOUT_MS,
)
