import { bench } from './bench.ts'
import { dev } from './dev.ts'
import { drill } from './drill.ts'
import { modules } from './modules.ts'
import { nobet } from './nobet.ts'
import { preview } from './preview.ts'
import { serve } from './serve.ts'
import { smoke } from './smoke.ts'
import { stack } from './stack.ts'
import { start } from './start.ts'
import type { Task } from './task.ts'
import { test } from './test.ts'
import { verify } from './verify.ts'

const TASKS: Readonly<Record<string, Task>> = {
  bench,
  dev,
  drill,
  modules,
  nobet,
  preview,
  serve,
  smoke,
  stack,
  start,
  test,
  verify,
}

/** The command of this name; an unknown name is refused with the names there are. */
export function readTask(name: string): Task {
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined
  if (task === undefined) throw new Error(`unknown command "${name}"; there are: ${Object.keys(TASKS).join(', ')}`)
  return task
}
