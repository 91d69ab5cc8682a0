import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { freePort } from '@nobet/testkit'

/** `NOBET_BENCH_MAIN` measures another build. */
const MAIN = process.env['NOBET_BENCH_MAIN'] ?? resolve(import.meta.dirname, '../../apps/bff/dist/main.js')
const READY_WITHIN_MS = 30_000

export interface BenchPanel {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** The built panel in a process of its own, with no module to probe: every event is the bench's. */
export async function startBff(env: Readonly<Record<string, string>> = {}, at?: number): Promise<BenchPanel> {
  const port = at ?? (await freePort())
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], NOBET_PORT: String(port), NOBET_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (child.exitCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  const until = Date.now() + READY_WITHIN_MS
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('the panel did not start; build it first')
    await new Promise((again) => setTimeout(again, 100))
  }
  return { url, port, pid: child.pid ?? 0, stop }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}
