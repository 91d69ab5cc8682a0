import { join } from 'node:path'
import type { Child, TaskContext } from '../tasks/task.ts'
import { waitUntilUp } from './health.ts'
import { isFree, readPort } from './ports.ts'
import { relayOutput } from './relay.ts'

const DEFAULT_PORT = 4400
/** Words to these commands and to the modules: the panel would rightly wonder about them. */
const NOT_THE_PANELS =
  /^NOBET_(PANEL_URL|VERBOSE|STACK_HOME|VITE_PORT|MODULE_PORT|FINBOT_PORT|MUBOT_PORT|OBSERVABILITY_PORT)$/

/** Where the panel listens, as seen from this machine. */
export interface PanelAddress {
  readonly port: number
  /** Origin without a path. */
  readonly url: string
  readonly basePath: string
}

export function readPanelAddress(env: NodeJS.ProcessEnv): PanelAddress {
  const port = readPort(env, 'NOBET_PORT', DEFAULT_PORT)
  const host = env['NOBET_HOST'] ?? '127.0.0.1'
  const asked = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const name = asked.includes(':') ? `[${asked}]` : asked
  return { port, url: `http://${name}:${port}`, basePath: (env['NOBET_BASE_PATH'] ?? '').replace(/\/+$/, '') }
}

export async function requireFree({ port }: PanelAddress): Promise<void> {
  if (!(await isFree(port))) throw new Error(`port ${port} for the panel is in use; set NOBET_PORT to another one`)
}

/** Starts the back end, which serves the page too, and waits until it answers. */
export async function startPanel(context: TaskContext, address: PanelAddress, env: NodeJS.ProcessEnv): Promise<Child> {
  const child = context.children.start('panel', process.execPath, [join(context.root, 'apps/bff/dist/main.js')], {
    cwd: context.root,
    env: { ...toPanelEnvironment(env), NOBET_PORT: String(address.port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  relayOutput(child, context)
  await waitUntilUp(child, `${address.url}${address.basePath}/healthz`)
  return child
}

export const toPanelEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !NOT_THE_PANELS.test(name)))
