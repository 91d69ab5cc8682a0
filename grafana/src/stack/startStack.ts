import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../../..')
const POLL_MS = 200

/** What `stack.json` says of a running stack. */
export interface StackUrls {
  readonly panel: string
  readonly prometheus: string
  readonly redis: string
  readonly grafana: string
  readonly grafanaToken: string
  readonly tempo: string
  readonly gitops: string
  readonly pushgateway: string
  readonly redisExporter: string
  readonly modules: Readonly<Record<string, { readonly url: string; readonly pid: number }>>
  readonly pids: Readonly<Record<string, number>>
}

export interface RunningStack {
  readonly urls: StackUrls
  /** Ends it as Ctrl-C does; rejects when a process or the file outlives it. */
  stop(): Promise<void>
}

/** `npm run stack` with a home of its own, as it is when all of it is ready; rejects with its words when it ends first. */
export async function startStack(): Promise<RunningStack> {
  const home = mkdtempSync(join(tmpdir(), 'nobet-stack-'))
  const { PATH, HOME, LANG } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'stack'], {
    cwd: ROOT,
    env: { PATH, HOME, LANG, NOBET_STACK_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const file = join(home, 'stack.json')
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error(`the stack ended before it was ready:\n${said}`)
    await new Promise((done) => setTimeout(done, POLL_MS))
  }
  // Written by the stack just started.
  const urls = JSON.parse(readFileSync(file, 'utf8')) as StackUrls
  const stop = async () => {
    child.kill('SIGINT')
    await exited
    const left = [...leftovers(urls), ...(existsSync(file) ? [file] : [])]
    rmSync(home, { recursive: true, force: true })
    if (left.length > 0) throw new Error(`the stack left behind ${left.join(', ')}`)
  }
  // The stack goes on without them; the boards would be half empty.
  if (!('pushgateway' in urls && 'redisExporter' in urls)) {
    await stop()
    throw new Error(`the stack lacks a program:\n${said}`)
  }
  return { urls, stop }
}

function leftovers({ pids, modules }: StackUrls): string[] {
  const all = [...Object.entries(pids), ...Object.entries(modules).map(([id, { pid }]) => [id, pid] as const)]
  return all.filter(([, pid]) => isAlive(pid)).map(([name]) => name)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
