import { type ChildProcess, spawn } from 'node:child_process'
import { waitFor } from '../waitFor.ts'
import { requireProgram } from './findProgram.ts'

const STARTUP_MS = 60_000
const LAST_WORDS = 4_000

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly pid: number
  signal(name: NodeJS.Signals): void
  /** Ends it, frozen or not, and waits until it is gone; what it wrote stays. */
  kill(): Promise<void>
  /** Starts it again with the same arguments, and so port and data. */
  restart(): Promise<void>
}

export interface ServerCommand {
  readonly program: string
  readonly args: readonly string[]
  /** Asked until it says so; a rejection is a no. */
  readonly isReady: () => Promise<boolean>
}

/** Resolves once the server is ready; rejects with its last words when it ends before. */
export async function startServerProcess(command: ServerCommand): Promise<ServerProcess> {
  let child = await spawnReady(command)
  return {
    get pid() {
      return child.pid ?? 0
    },
    signal: (name) => void child.kill(name),
    kill: () => end(child),
    async restart() {
      await end(child)
      child = await spawnReady(command)
    },
  }
}

async function spawnReady({ program, args, isReady }: ServerCommand): Promise<ChildProcess> {
  const child = spawn(requireProgram(program), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-LAST_WORDS)))
  running.add(child)
  await waitFor(() => child.exitCode !== null || isReady(), { timeoutMs: STARTUP_MS, what: `an answer of ${program}` })
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

const running = new Set<ChildProcess>()
// A test run that is broken off leaves no server behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
