import { buildWhenStale } from '../build/build.ts'
import { describeConfiguration } from '../product/configured.ts'
import { readPanelAddress, requireFree, startPanel } from '../product/panel.ts'
import type { Task } from './task.ts'

/** The panel alone, configured by its environment. */
export const serve: Task = async (context) => {
  const address = readPanelAddress(context.env)
  await requireFree(address)
  await buildWhenStale(context, ['web', 'bff'])
  const panel = await startPanel(context, address, context.env)
  context.print(`\nNöbet is on ${address.url}${address.basePath}/`)
  for (const line of describeConfiguration(context.env)) context.print(line)
  const { code } = await panel.exited
  return code ?? 1
}
