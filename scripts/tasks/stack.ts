import { randomBytes } from 'node:crypto'
import { buildWhenStale } from '../build/build.ts'
import { describeExit } from '../product/health.ts'
import { mintModuleTokens } from '../product/moduleTokens.ts'
import { planModules, startModules, toModulesVariable } from '../product/modules.ts'
import { readPanelAddress, startPanel } from '../product/panel.ts'
import { readPort } from '../product/ports.ts'
import { planAddresses } from '../stack/addresses.ts'
import { waitUntilScraped } from '../stack/prometheus.ts'
import { toScrapeTargets } from '../stack/scrapeJobs.ts'
import { removeStackFile, writeStackFile } from '../stack/stackFile.ts'
import { readStackHome } from '../stack/stackHome.ts'
import { startServers, toPanelVariables } from '../stack/startServers.ts'
import { resolveStackTools } from '../stack/stackTools.ts'
import type { Child, Task, TaskContext } from './task.ts'

const PEERS_FLAG = '--alertmanagers='
const MAX_PEERS = 3

/**
 * The product beside real servers and stand-ins for those that cannot be had, all on free loopback ports; nothing that
 * dies is restarted. `--alertmanagers=2` starts two that know of each other.
 */
export const stack: Task = async (context) => {
  const { root, children, print, onEnd, args } = context
  const env = withMetricsToken(context.env)
  const home = readStackHome(root, env)
  removeStackFile(home.file)
  onEnd(() => removeStackFile(home.file))
  const tools = await resolveStackTools(context)
  await buildWhenStale(context, ['web', 'bff', 'modules'])

  const urls = await planAddresses(readPort(env, 'NOBET_PORT', 0), readPeers(args))
  const address = readPanelAddress({ ...env, NOBET_PORT: String(urls.panelPort) })
  const panelUrl = `${address.url}${address.basePath}`
  const planned = await planModules(env, 'move')
  const secrets = { webhook: env['NOBET_WEBHOOK_TOKEN'] ?? toSecret(), grafana: `glsa_${toSecret()}` }
  const targets = toScrapeTargets({
    ...urls,
    panel: address,
    env,
    modules: planned,
    redisExporter: tools.redisExporter && urls.redisExporter,
    pushgateway: tools.pushgateway && urls.pushgateway,
  })

  const servers = await startServers(context, { tools, urls, targets, secrets, panelUrl, dir: home.dir })
  const shared = { ...env, ...toPanelVariables(urls, secrets), NOBET_PANEL_URL: panelUrl }
  const ids = planned.map(({ id }) => id)
  const modules = await startModules(context, planned, shared, await mintModuleTokens(context, ids))
  const panel = await startPanel(context, address, { ...shared, NOBET_MODULES: toModulesVariable(planned) })
  await waitUntilScraped(urls.prometheus, targets)

  const all = { ...servers, panel }
  for (const child of Object.values(all)) sayWhenEnded(context, child)
  const { redis, prometheus, alertmanagers, grafana, tempo, gitops, redisExporter, pushgateway } = urls
  writeStackFile(home.file, {
    ready: true,
    panel: panelUrl,
    prometheus,
    alertmanager: alertmanagers[0] ?? '',
    alertmanagers,
    webhookToken: secrets.webhook,
    redis,
    grafana,
    grafanaToken: secrets.grafana,
    tempo,
    gitops,
    ...(tools.redisExporter === undefined ? {} : { redisExporter }),
    ...(tools.pushgateway === undefined ? {} : { pushgateway }),
    modules: Object.fromEntries(modules.map(({ id, url, child }) => [id, { url, pid: child.pid }])),
    pids: Object.fromEntries(Object.entries(all).map(([name, child]) => [name, child.pid])),
  })
  print(`\nNöbet is on ${panelUrl}/, beside Prometheus ${prometheus} and Alertmanager ${alertmanagers.join(', ')}`)
  print(`Addresses and process ids: ${home.file}. Ctrl-C stops all.`)
  await Promise.all([...Object.values(all), ...modules.map(({ child }) => child)].map((child) => child.exited))
  return children.ending() ? 0 : 1
}

const toSecret = () => randomBytes(24).toString('base64url')

/** Where callers have to show who they are, Prometheus has to as well. */
function withMetricsToken(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOpen = (env['NOBET_AUTH'] ?? 'none') === 'none'
  return isOpen || env['NOBET_METRICS_TOKEN'] !== undefined ? env : { ...env, NOBET_METRICS_TOKEN: toSecret() }
}

function readPeers(args: readonly string[]): number {
  const [unknown] = args.filter((arg) => !arg.startsWith(PEERS_FLAG))
  if (unknown !== undefined) throw new Error(`unknown argument ${unknown}; there is ${PEERS_FLAG}2`)
  const text = args.at(-1)?.slice(PEERS_FLAG.length) ?? '1'
  const peers = Number(text)
  if (Number.isInteger(peers) && peers >= 1 && peers <= MAX_PEERS) return peers
  throw new Error(`${PEERS_FLAG}${text}: expected a whole number from 1 to ${MAX_PEERS}`)
}

function sayWhenEnded({ children, print }: TaskContext, child: Child): void {
  void child.exited.then((exit) => {
    if (!children.ending()) print(`${child.name} ended (${describeExit(exit)}); it is not started again.`)
  })
}
