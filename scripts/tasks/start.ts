import { buildWhenStale } from '../build/build.ts'
import { describeConfiguration } from '../product/configured.ts'
import { mintModuleTokens } from '../product/moduleTokens.ts'
import { planModules, startModules, toModulesVariable } from '../product/modules.ts'
import { readPanelAddress, requireFree, startPanel } from '../product/panel.ts'
import type { Task } from './task.ts'

/** The embedded product: three modules and the panel that watches them, nothing else needed. */
export const start: Task = async (context) => {
  const { env, print } = context
  const address = readPanelAddress(env)
  await requireFree(address)
  await buildWhenStale(context, ['web', 'bff', 'modules'])

  // Whoever names modules wants those watched, and not ours beside them.
  const planned = env['NOBET_MODULES'] === undefined ? await planModules(env, 'move') : []
  const panelUrl = `${address.url}${address.basePath}`
  const tokens = await mintModuleTokens(
    context,
    planned.map(({ id }) => id),
  )
  await startModules(context, planned, { ...env, NOBET_PANEL_URL: panelUrl }, tokens)
  const panelEnv = { ...env, NOBET_MODULES: env['NOBET_MODULES'] ?? toModulesVariable(planned) }
  const panel = await startPanel(context, address, panelEnv)

  print(`\nNöbet is on ${panelUrl}/`)
  for (const line of describeConfiguration(panelEnv)) print(line)
  print('Ctrl-C stops it.')
  await panel.exited
  if (context.children.ending()) return 0
  print('The panel ended by itself; stopping the rest.')
  return 1
}
