import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { Snapshot, SourceView } from '@nobet/contracts'
import { freePort, waitFor } from '@nobet/testkit'

const MAIN = resolve(import.meta.dirname, '../dist/faults/main.js')
const CLOCK_AHEAD = resolve(import.meta.dirname, 'clockAhead.mjs')
export const PATIENCE_MS = 60_000
const running = new Set<ChildProcess>()
// A test run that is broken off leaves no panel behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export interface PanelOptions {
  /** Left out: the log of one process, in memory. */
  readonly redis?: string
  readonly env?: Readonly<Record<string, string>>
  /** The machine's clock is an hour ahead, from the start or as soon as the process gets SIGUSR2. */
  readonly clock?: 'ahead' | 'jumps'
  /** Sent with every `get`. */
  readonly token?: string
}

/** The product's own program as a process. */
export interface PanelProcess {
  readonly port: number
  readonly url: string
  said(): string
  signal(name: NodeJS.Signals): void
  /** SIGKILL, and gone. */
  kill(): Promise<void>
  /** SIGTERM, and ended by itself. */
  end(): Promise<void>
  /** The same port and configuration. */
  restart(): Promise<void>
  ready(): Promise<void>
  get<T>(path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly body: T }>
  /** Whether this process holds the lease and probes. */
  probes(): boolean
}

export async function startPanel(options: PanelOptions): Promise<PanelProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let said = ''
  let child = launch()

  function launch(): ChildProcess {
    const preload = options.clock === undefined ? [] : ['--import', CLOCK_AHEAD]
    const started = spawn(process.execPath, [...preload, MAIN], {
      env: {
        PATH: process.env['PATH'] ?? '',
        NOBET_PORT: String(port),
        ...(options.redis === undefined ? {} : { NOBET_REDIS_URL: options.redis }),
        CLOCK: options.clock,
        ...options.env,
      },
    })
    said = ''
    started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    running.add(started)
    return started
  }

  const stopWith = async (signal: NodeJS.Signals) => {
    running.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    // A frozen process takes no other signal.
    child.kill('SIGCONT')
    child.kill(signal)
    await gone
  }

  const get = async <T>(path: string) => {
    const response = await fetch(`${url}${path}`, { headers: bearer(options.token) })
    // The test says what it expects of the body.
    return { status: response.status, headers: response.headers, body: (await response.json()) as T }
  }

  const panel: PanelProcess = {
    port,
    url,
    get,
    said: () => said,
    signal: (name) => void child.kill(name),
    kill: () => stopWith('SIGKILL'),
    end: () => stopWith('SIGTERM'),
    async restart() {
      await stopWith('SIGKILL')
      child = launch()
    },
    ready: async () =>
      void (await waitFor(async () => (await get('/readyz')).status === 200, {
        timeoutMs: PATIENCE_MS,
        what: 'a ready panel',
      })),
    probes: () => said.lastIndexOf('"lease won"') > said.lastIndexOf('"lease lost"'),
  }
  return panel
}

export const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` }

export const snapshotOf = async (panel: PanelProcess) => (await panel.get<Snapshot>('/api/v1/snapshot')).body

export async function sourceOf(panel: PanelProcess, id: string): Promise<SourceView | undefined> {
  const { body } = await panel.get<{ sources: SourceView[] }>('/api/v1/sources')
  return body.sources.find((source) => source.id === id)
}
