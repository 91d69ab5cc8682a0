import { buildWhenStale } from '../build/build.ts'
import { planModules, startModules, toModulesVariable } from '../product/modules.ts'
import { readPanelAddress } from '../product/panel.ts'
import type { Task } from './task.ts'

/** The three modules alone; they publish to the panel named by `NOBET_PANEL_URL`, else to the default one. */
export const modules: Task = async (context) => {
  const { env, print } = context
  const planned = await planModules(env, 'refuse')
  await buildWhenStale(context, ['modules'])
  const address = readPanelAddress(env)
  const panelUrl = env['NOBET_PANEL_URL'] ?? `${address.url}${address.basePath}`
  const running = await startModules(context, planned, { ...env, NOBET_PANEL_URL: panelUrl })
  for (const { id, url } of running) print(`${id.padEnd(14)}${url}`)
  print(`NOBET_MODULES=${toModulesVariable(running)}`)
  await Promise.all(running.map(({ child }) => child.exited))
  return context.children.ending() ? 0 : 1
}
