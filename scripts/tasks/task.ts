import type { createChildren } from '../bootstrap/children.mjs'

export type Children = ReturnType<typeof createChildren>
export type Child = ReturnType<Children['start']>

/** What every command is given; the environment has the pinned pnpm where the command needs one. */
export interface TaskContext {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly args: readonly string[]
  readonly children: Children
  readonly print: (line: string) => void
  /** Runs when the command ends, before its children are ended. */
  readonly onEnd: (cleanup: () => void) => void
}

/** A command; the value is its exit code. */
export type Task = (context: TaskContext) => Promise<number>
