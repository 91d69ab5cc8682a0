import type { TaskContext } from '../tasks/task.ts'
import { resolveTools } from '../tools/resolveTools.ts'
import type { ToolName } from '../tools/tools.ts'

/** Every program a stack wants, on PATH or fetched. */
export const STACK_TOOLS: readonly ToolName[] = [
  'redis-server',
  'prometheus',
  'prometheus-alertmanager',
  'prometheus-redis-exporter',
  'prometheus-pushgateway',
]

/** Paths of the programs. The last two are left out of the stack when they cannot be had. */
export interface StackTools {
  readonly redis: string
  readonly prometheus: string
  readonly alertmanager: string
  readonly redisExporter: string | undefined
  readonly pushgateway: string | undefined
}

/** Finds or fetches them; says what is missing, and rejects when the stack would be none without it. */
export async function resolveStackTools(context: TaskContext): Promise<StackTools> {
  const { paths, missing } = await resolveTools(context, STACK_TOOLS)
  const { prometheus } = paths
  const [redis, alertmanager] = [paths['redis-server'], paths['prometheus-alertmanager']]
  if (redis === undefined || prometheus === undefined || alertmanager === undefined) {
    throw new Error(missing.join('\n'))
  }
  for (const sentence of missing) context.print(`${sentence} The stack goes on without it.`)
  return {
    redis,
    prometheus,
    alertmanager,
    redisExporter: paths['prometheus-redis-exporter'],
    pushgateway: paths['prometheus-pushgateway'],
  }
}
