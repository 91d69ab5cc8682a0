import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { waitFor } from '@nobet/testkit'
import { ROOT, type Running, runNode, runProgram, waitForHttp } from './process.ts'

const START_MS = 180_000
const STOP_MS = 40_000

/** What `npm run stack` says of itself in its `stack.json`, as far as scenarios need it. */
interface StackFile {
  readonly panel: string
  readonly prometheus: string
  readonly alertmanager: string
  readonly redis: string
  readonly grafana: string
  readonly tempo: string
  readonly gitops: string
  readonly pushgateway?: string
  readonly modules: Readonly<Record<string, { readonly url: string; readonly pid: number }>>
  readonly pids: Readonly<Record<string, number>>
}

/** The real parts, all together: the panel and its modules beside Redis, Prometheus and Alertmanager. */
export interface Stack extends StackFile {
  /** Sends a signal to one of the programs of `pids`, as it runs now. */
  readonly signal: (program: string, signal: NodeJS.Signals) => void
  /** Kills one of them as a power cut does, and waits until it is gone. */
  readonly kill: (program: string) => Promise<void>
  /** Starts what was killed again, as it had been started; `url` answers when this resolves. */
  readonly revive: (program: string, url: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts `npm run stack` in a home of its own, `.nobet/e2e/<name>`, which goes with it. */
export async function startStack(name: string): Promise<Stack> {
  const home = join(ROOT, '.nobet/e2e', name)
  await rm(home, { recursive: true, force: true })
  const running = runNode(['scripts/run.mjs', 'stack'], { NOBET_STACK_HOME: home })
  const file = await readWhenThere(join(home, 'stack.json'), running)
  const revived = new Map<string, Running>()
  const killed = new Map<string, readonly string[]>()
  const pidOf = (program: string): number => {
    const pid = revived.get(program)?.pid ?? file.pids[program]
    if (pid === undefined) throw new Error(`the stack has no ${program}`)
    return pid
  }

  return {
    ...file,
    signal: (program, signal) => void process.kill(pidOf(program), signal),
    async kill(program) {
      const pid = pidOf(program)
      killed.set(program, readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1))
      process.kill(pid, 'SIGKILL')
      await waitFor(() => !isRunning(pid), { what: `the end of ${program}`, timeoutMs: STOP_MS })
    },
    async revive(program, url) {
      const [path = '', ...args] = killed.get(program) ?? []
      const again = runProgram(path, args)
      revived.set(program, again)
      await waitForHttp(url, again)
    },
    async stop() {
      await Promise.all([...revived.values()].map((program) => program.kill()))
      // A program that stands still does not hear that it is to end.
      for (const pid of Object.values(file.pids)) if (isRunning(pid)) process.kill(pid, 'SIGCONT')
      running.signal('SIGTERM')
      await running.ended(STOP_MS).catch(() => running.kill('SIGKILL'))
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function readWhenThere(path: string, running: Running): Promise<StackFile> {
  try {
    await waitFor(() => existsSync(path) || running.exitCode() !== undefined, { timeoutMs: START_MS, what: path })
    // Written by our own command, whole or not at all.
    return JSON.parse(readFileSync(path, 'utf8')) as StackFile
  } catch (cause) {
    await running.kill()
    throw new Error(`no stack. Its last words:\n${running.output()}`, { cause })
  }
}

/** A process that has ended but that nobody has taken note of is not running. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
