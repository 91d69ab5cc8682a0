import { freePort } from '@nobet/testkit'
import { type Running, runNode, waitForHttp } from './process.ts'

export const MODULE_IDS = ['finbot', 'mubot', 'observability'] as const
export type TestModule = (typeof MODULE_IDS)[number]

export interface Product {
  readonly port: number
  readonly url: string
  readonly pid: () => number
  readonly output: () => string
  readonly killModule: (id: TestModule, signal?: NodeJS.Signals) => Promise<void>
  readonly signalModule: (id: TestModule, signal: NodeJS.Signals) => void
  readonly startModule: (id: TestModule) => Promise<void>
  readonly killPanel: (signal?: NodeJS.Signals) => Promise<void>
  readonly startPanel: () => Promise<void>
  readonly stop: () => Promise<void>
}

export interface ProductOptions {
  readonly basePath?: string
  readonly env?: Readonly<Record<string, string>>
  readonly extraModules?: Readonly<Record<string, string>>
}

/** The built product as `npm start` runs it: the three modules, a process each, and the panel, on free ports. */
export async function startProduct({
  basePath = '',
  env = {},
  extraModules = {},
}: ProductOptions = {}): Promise<Product> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const ports = Object.fromEntries(
    await Promise.all(MODULE_IDS.map(async (id) => [id, await freePort()] as const)),
  ) as Record<TestModule, number>
  const modules = new Map<TestModule, Running>()
  let panel: Running | undefined

  async function startModule(id: TestModule): Promise<void> {
    const running = runNode(['apps/modules/dist/main.js', id], {
      NOBET_MODULE_PORT: String(ports[id]),
      NOBET_PANEL_URL: `${origin}${basePath}`,
    })
    modules.set(id, running)
    await waitForHttp(`http://127.0.0.1:${ports[id]}/healthz`, running)
  }

  async function startPanel(): Promise<void> {
    const urls = {
      ...Object.fromEntries(MODULE_IDS.map((id) => [id, `http://127.0.0.1:${ports[id]}/mcp`])),
      ...extraModules,
    }
    panel = runNode(['apps/bff/dist/main.js'], {
      NOBET_PORT: String(port),
      NOBET_BASE_PATH: basePath,
      NOBET_MODULES: Object.entries(urls)
        .map(([id, url]) => `${id}=${url}`)
        .join(','),
      ...env,
    })
    await waitForHttp(`${origin}${basePath}/healthz`, panel)
  }

  await Promise.all(MODULE_IDS.map(startModule))
  await startPanel()
  return {
    port,
    url: `${origin}${basePath}`,
    pid: () => panel?.pid ?? -1,
    output: () => panel?.output() ?? '',
    killModule: async (id, signal = 'SIGKILL') => modules.get(id)?.kill(signal),
    signalModule: (id, signal) => modules.get(id)?.signal(signal),
    startModule,
    killPanel: async (signal = 'SIGTERM') => panel?.kill(signal),
    startPanel,
    async stop() {
      await panel?.kill()
      await Promise.all([...modules.values()].map((module) => module.kill()))
    },
  }
}
