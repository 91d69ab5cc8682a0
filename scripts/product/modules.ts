import { join } from 'node:path'
import type { Child, TaskContext } from '../tasks/task.ts'
import { describeExit, waitUntilUp } from './health.ts'
import { freePort, isFree, readPort } from './ports.ts'
import { relayOutput } from './relay.ts'

/** The three modules of the product, each a process of its own, so that one can die alone. */
const MODULES = [
  { id: 'finbot', portName: 'NOBET_FINBOT_PORT', defaultPort: 4411 },
  { id: 'mubot', portName: 'NOBET_MUBOT_PORT', defaultPort: 4412 },
  { id: 'observability', portName: 'NOBET_OBSERVABILITY_PORT', defaultPort: 4413 },
] as const

export interface PlannedModule {
  readonly id: (typeof MODULES)[number]['id']
  readonly portName: string
  readonly port: number
  /** Its MCP endpoint. */
  readonly url: string
}

export interface RunningModule extends PlannedModule {
  readonly child: Child
}

/** What to do when a module's port is in use: `start` and `stack` move on, `modules` refuses. */
export type PortPolicy = 'move' | 'refuse'

export async function planModules(env: NodeJS.ProcessEnv, policy: PortPolicy): Promise<PlannedModule[]> {
  const planned: PlannedModule[] = []
  for (const { id, portName, defaultPort } of MODULES) {
    const wanted = readPort(env, portName, defaultPort)
    if (policy === 'refuse' && !(await isFree(wanted))) {
      throw new Error(`port ${wanted} for ${id} is in use; set ${portName} to another one`)
    }
    const port = await freePort(wanted)
    planned.push({ id, portName, port, url: `http://127.0.0.1:${port}/mcp` })
  }
  return planned
}

export const toModulesVariable = (modules: readonly PlannedModule[]): string =>
  modules.map(({ id, url }) => `${id}=${url}`).join(',')

/** Starts all and waits until each answers; one that dies later is said in one line and not started again. */
export async function startModules(
  context: TaskContext,
  modules: readonly PlannedModule[],
  env: NodeJS.ProcessEnv,
  tokens: Readonly<Record<string, string>> = {},
): Promise<RunningModule[]> {
  // The panel's secret signs for everybody: a module has its own token and no more.
  const { NOBET_JWT_SECRET: _secret, NOBET_JWT_SECRET_FILE: _file, ...shared } = env
  const withToken = ({ id }: PlannedModule) =>
    tokens[id] === undefined ? shared : { ...shared, NOBET_MODULE_TOKEN: tokens[id] }
  return Promise.all(modules.map((module) => startModule(context, module, withToken(module))))
}

async function startModule(
  context: TaskContext,
  module: PlannedModule,
  env: NodeJS.ProcessEnv,
): Promise<RunningModule> {
  const main = join(context.root, 'apps/modules/dist/main.js')
  const child = context.children.start(module.id, process.execPath, [main, module.id], {
    cwd: context.root,
    env: { ...env, NOBET_MODULE_PORT: String(module.port), [module.portName]: String(module.port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lastLines = relayOutput(child, context)
  await waitUntilUp(child, `http://127.0.0.1:${module.port}/healthz`).catch((error: unknown) => {
    throw new Error([String(error), ...lastLines()].join('\n'), { cause: error })
  })
  void child.exited.then((exit) => {
    if (!context.children.ending())
      context.print(`${module.id} ended (${describeExit(exit)}); it is not started again.`)
  })
  return { ...module, child }
}
