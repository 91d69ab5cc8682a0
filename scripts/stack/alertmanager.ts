import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { waitUntilUp } from '../product/health.ts'
import { relayOutput } from '../product/relay.ts'
import type { Child, TaskContext } from '../tasks/task.ts'
import { createGoNews } from './goNews.ts'
import { toHost } from './scrapeJobs.ts'

const PANEL_RECEIVER = 'panel'

export interface AlertmanagerPlan {
  readonly name: string
  readonly program: string
  readonly url: string
  /** Emptied first. */
  readonly dir: string
  /** Text of its configuration. */
  readonly configuration: string
  /** `host:port` it gossips on, and those of its peers. Alone it opens no such port. */
  readonly cluster?: { readonly address: string; readonly peers: readonly string[] }
}

/** A real Alertmanager with nothing in its store. Ready when it answers. */
export async function startAlertmanager(context: TaskContext, plan: AlertmanagerPlan): Promise<Child> {
  const { name, program, url, dir, configuration, cluster } = plan
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const config = join(dir, 'alertmanager.yml')
  writeFileSync(config, configuration, { mode: 0o600 })
  const gossip =
    cluster === undefined
      ? ['--cluster.listen-address=']
      : [`--cluster.listen-address=${cluster.address}`, ...cluster.peers.map((peer) => `--cluster.peer=${peer}`)]
  const child = context.children.start(
    name,
    program,
    [
      `--config.file=${config}`,
      `--storage.path=${join(dir, 'data')}`,
      `--web.listen-address=${toHost(url)}`,
      `--web.external-url=${url}`,
      '--log.level=warn',
      ...gossip,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  relayOutput(child, context, createGoNews())
  await waitUntilUp(child, `${url}/-/ready`)
  return child
}

/** `alert-rules/alertmanager.yml` as it stands, but for where the panel's receiver is and what it wants to see. */
export function toAlertmanagerConfiguration(root: string, panelUrl: string, token: string): string {
  const document = parseDocument(readFileSync(join(root, 'alert-rules/alertmanager.yml'), 'utf8'))
  // Our own file, which amtool checks in `verify`.
  const { receivers } = document.toJS() as { receivers: { name: string }[] }
  const at = receivers.findIndex(({ name }) => name === PANEL_RECEIVER)
  if (at === -1) throw new Error(`alert-rules/alertmanager.yml has no receiver "${PANEL_RECEIVER}"`)
  const webhook = ['receivers', at, 'webhook_configs', 0] as const
  document.setIn([...webhook, 'url'], `${panelUrl}/hooks/alertmanager`)
  document.setIn([...webhook, 'http_config', 'authorization'], { type: 'Bearer', credentials: token })
  return document.toString()
}
