import { freePort, readPort } from '../product/ports.ts'
import { planModules, toModulesVariable } from '../product/modules.ts'
import { readPanelAddress, requireFree, toPanelEnvironment } from '../product/panel.ts'
import type { Task } from './task.ts'

const VITE_PORT = 5173
const TSX = ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false']

/** Modules, back end and page from their sources; each is run again when its sources change. */
export const dev: Task = async (context) => {
  const { root, env, children, print } = context
  const address = readPanelAddress(env)
  await requireFree(address)
  const vitePort = await freePort(readPort(env, 'NOBET_VITE_PORT', VITE_PORT))
  const planned = env['NOBET_MODULES'] === undefined ? await planModules(env, 'move') : []
  const shared = {
    ...env,
    NOBET_PORT: String(address.port),
    NOBET_PANEL_URL: `${address.url}${address.basePath}`,
    NOBET_MODULES: env['NOBET_MODULES'] ?? toModulesVariable(planned),
    NOBET_ALLOWED_ORIGINS: [
      env['NOBET_ALLOWED_ORIGINS'],
      `http://127.0.0.1:${vitePort}`,
      `http://localhost:${vitePort}`,
    ]
      .filter(Boolean)
      .join(','),
  }
  const run = (name: string, args: readonly string[], own: NodeJS.ProcessEnv) =>
    children.start(name, process.execPath, args, { cwd: root, env: own })

  for (const { id, port, portName } of planned) {
    const ports = { NOBET_MODULE_PORT: String(port), [portName]: String(port) }
    run(id, [...TSX, 'apps/modules/src/main.ts', id], { ...shared, ...ports })
  }
  run('panel', [...TSX, 'apps/bff/src/main.ts'], toPanelEnvironment(shared))
  const vite = run('page', ['node_modules/vite/bin/vite.js', '--port', String(vitePort), '--strictPort'], shared)
  print(`The page is on http://127.0.0.1:${vitePort}/, the back end on ${address.url}`)
  const { code } = await vite.exited
  return code ?? 1
}
