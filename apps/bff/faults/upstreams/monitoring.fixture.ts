import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { freePort, waitFor } from '@nobet/testkit'

const HOST = '127.0.0.1'
const STARTUP_MS = 60_000
const BUNDLED = resolve(import.meta.dirname, '../../../../.nobet/tools')

/** A real server process on a loopback port. */
export interface MonitoringServer {
  readonly port: number
  readonly url: string
  readonly pid: number
  signal(name: NodeJS.Signals): void
  /** Ends it, frozen or not, and waits until it is gone; its data stays. */
  kill(): Promise<void>
  /** The same port, data and arguments. */
  restart(): Promise<void>
  /** Ends it and removes what it wrote. */
  stop(): Promise<void>
}

export interface PrometheusOptions {
  /** Known beforehand, where somebody must be told before it starts. */
  readonly port?: number
  /** `host:port` of each job, scraped every second; the first sample comes about 7 s after the start. */
  readonly targets?: Readonly<Record<string, string>>
  /** OpenMetrics text with times of its own, there from the start. */
  readonly history?: string
  readonly flags?: readonly string[]
}

export async function startPrometheus(options: PrometheusOptions = {}): Promise<MonitoringServer> {
  const { targets = {}, history, flags = [], port = await freePort() } = options
  const dir = mkdtempSync(join(tmpdir(), 'nobet-prometheus-'))
  const config = join(dir, 'prometheus.yml')
  const jobs = Object.entries(targets).map(([job, target]) => ({
    job_name: job,
    static_configs: [{ targets: [target] }],
  }))
  // JSON is YAML too.
  writeFileSync(
    config,
    JSON.stringify({ global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: jobs }),
  )
  if (history !== undefined) {
    const file = join(dir, 'history.txt')
    writeFileSync(file, history)
    const args = ['tsdb', 'create-blocks-from', 'openmetrics', file, join(dir, 'data')]
    execFileSync(findProgram('promtool'), args, { stdio: 'pipe' })
  }
  return launch('prometheus', port, dir, [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(dir, 'data')}`,
    `--web.listen-address=${HOST}:${port}`,
    '--web.enable-lifecycle',
    '--enable-feature=exemplar-storage',
    '--log.level=error',
    ...flags,
  ])
}

export interface AlertmanagerOptions {
  /** Its configuration; without one it takes alerts and silences and tells nobody. JSON is YAML too. */
  readonly configuration?: object
  /** `host:port` it gossips on, and those of its peers. */
  readonly cluster?: { readonly address: string; readonly peers: readonly string[] }
}

const SILENT = { route: { receiver: 'none' }, receivers: [{ name: 'none' }] }

export async function startAlertmanager(options: AlertmanagerOptions = {}): Promise<MonitoringServer> {
  const { configuration = SILENT, cluster } = options
  const port = await freePort()
  const dir = mkdtempSync(join(tmpdir(), 'nobet-alertmanager-'))
  const config = join(dir, 'alertmanager.yml')
  writeFileSync(config, JSON.stringify(configuration))
  return launch('prometheus-alertmanager', port, dir, [
    `--config.file=${config}`,
    `--storage.path=${join(dir, 'data')}`,
    `--web.listen-address=${HOST}:${port}`,
    `--cluster.listen-address=${cluster?.address ?? ''}`,
    ...(cluster?.peers ?? []).map((peer) => `--cluster.peer=${peer}`),
    '--log.level=error',
  ])
}

async function launch(program: string, port: number, dir: string, args: readonly string[]): Promise<MonitoringServer> {
  const url = `http://${HOST}:${port}`
  let child = await spawnReady(program, url, args)
  return {
    port,
    url,
    get pid() {
      return child.pid ?? 0
    },
    signal: (name) => void child.kill(name),
    kill: () => end(child),
    async restart() {
      await end(child)
      child = await spawnReady(program, url, args)
    },
    async stop() {
      await end(child)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function spawnReady(program: string, url: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(findProgram(program), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)))
  running.add(child)
  const answers = async () => child.exitCode !== null || (await fetch(`${url}/-/ready`)).ok
  await waitFor(answers, { timeoutMs: STARTUP_MS, what: `an answer of ${program}` })
  if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}: ${said}`)
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }
  running.delete(child)
}

/** The program on PATH, where Debian keeps servers, or where `npm test` puts what it fetches. */
export function findProgram(name: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', join(BUNDLED, 'bin')]
  const found = folders.map((folder) => join(folder, name)).find(isRunnable)
  if (found !== undefined) return found
  throw new Error(`${name} is not on PATH: \`npm test\` fetches it, or install the Debian package that holds it`)
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const running = new Set<ChildProcess>()
// A test run that is broken off leaves no server behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
