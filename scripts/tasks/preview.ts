import { buildWhenStale } from '../build/build.ts'
import { readPanelAddress, requireFree } from '../product/panel.ts'
import type { Task } from './task.ts'

/** The page on invented worlds, played in the browser: no back end runs. */
export const preview: Task = async (context) => {
  const address = readPanelAddress(context.env)
  await requireFree(address)
  await buildWhenStale(context, ['preview'])
  const args = ['preview', '--outDir', '../../dist/preview', '--host', '127.0.0.1', '--strictPort', '--port']
  const vite = context.children.start(
    'preview',
    process.execPath,
    ['node_modules/vite/bin/vite.js', ...args, String(address.port)],
    { cwd: context.root, env: context.env },
  )
  context.print(`Nöbet's preview is on http://127.0.0.1:${address.port}/ (no back end: everything on it is invented)`)
  const { code } = await vite.exited
  return code ?? 1
}
