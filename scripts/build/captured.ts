import type { TaskContext } from '../tasks/task.ts'

const MAX_OUTPUT_CHARS = 400_000

export interface Captured {
  readonly code: number
  readonly output: string
}

/** Runs a command to its end in the repository's root and keeps what it said, the newest part when it is long. */
export async function runCaptured(
  { root, env, children }: Pick<TaskContext, 'root' | 'env' | 'children'>,
  name: string,
  command: readonly [string, ...string[]],
): Promise<Captured> {
  const [file, ...args] = command
  const child = children.start(name, file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-MAX_OUTPUT_CHARS)
    })
  }
  const { code } = await child.exited
  return { code: code ?? 1, output }
}
