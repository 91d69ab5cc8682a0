import type { Clock } from '../clock.ts'
import { type Random, withJitter } from '../random.ts'
import type { Logger } from '../telemetry/logger.ts'

export interface TaskDeps {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly onFailure: (task: string) => void
}

export type TaskOutcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Error }

/** Runs work nobody waits for: a failure is logged and counted, and becomes a value. Never rejects. */
export async function runTask<T>(
  deps: Pick<TaskDeps, 'logger' | 'onFailure'>,
  task: string,
  work: () => T | Promise<T>,
): Promise<TaskOutcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    deps.logger.error({ task, err: error }, 'task failed')
    deps.onFailure(task)
    return { ok: false, error }
  }
}

export interface LoopOptions {
  readonly task: string
  readonly everyMs: number
  /** Each pause is spread by ± this ratio. */
  readonly jitter: number
}

/** Repeats work with a jittered pause between runs, so runs never overlap; a failing run does not end the loop. */
export function startLoop(deps: TaskDeps, options: LoopOptions, work: () => void | Promise<void>): () => void {
  let stopped = false
  let cancel: (() => void) | undefined
  const arm = () => {
    if (stopped) return
    cancel = deps.clock.setTimer(() => void turn(), withJitter(deps.random, options.everyMs, options.jitter))
  }
  const turn = async () => {
    await runTask(deps, options.task, work)
    arm()
  }
  arm()
  return () => {
    stopped = true
    cancel?.()
  }
}
