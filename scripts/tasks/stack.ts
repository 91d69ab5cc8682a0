import { buildWhenStale } from '../build/build.ts'
import { describeExit } from '../product/health.ts'
import { planModules, startModules, toModulesVariable } from '../product/modules.ts'
import { readPanelAddress, startPanel } from '../product/panel.ts'
import { freePort } from '../product/ports.ts'
import { type ScrapeTarget, startPrometheus, waitUntilScraped } from '../stack/prometheus.ts'
import { startRedis } from '../stack/redis.ts'
import { removeStackFile, writeStackFile } from '../stack/stackFile.ts'
import { resolveTools } from '../tools/resolveTools.ts'
import type { Child, Task, TaskContext } from './task.ts'

/** The product beside a real Redis and a real Prometheus, all on free loopback ports; nothing that dies is restarted. */
export const stack: Task = async (context) => {
  const { root, env, children, print, onEnd } = context
  removeStackFile(root)
  onEnd(() => removeStackFile(root))
  const tools = await resolveTools(context, ['redis-server', 'prometheus'])
  if (tools.paths['redis-server'] === undefined || tools.paths.prometheus === undefined) {
    throw new Error(tools.missing.join('\n'))
  }
  await buildWhenStale(context, ['web', 'bff', 'modules'])

  const [redisPort, prometheusPort, panelPort] = await Promise.all([freePort(), freePort(), freePort()])
  const address = readPanelAddress({ ...env, NOBET_PORT: String(panelPort) })
  const panelUrl = `${address.url}${address.basePath}`
  const planned = await planModules(env, 'move')
  const targets = [
    { job: 'nobet', address: `127.0.0.1:${panelPort}` },
    ...planned.map(({ id, port }) => ({ job: id, address: `127.0.0.1:${port}` })),
  ] satisfies ScrapeTarget[]
  const urls = { redis: `redis://127.0.0.1:${redisPort}`, prometheus: `http://127.0.0.1:${prometheusPort}` }

  const [redis, prometheus] = await Promise.all([
    startRedis(context, tools.paths['redis-server'], redisPort),
    startPrometheus(context, tools.paths.prometheus, prometheusPort, targets),
  ])
  const shared = {
    ...env,
    NOBET_PANEL_URL: panelUrl,
    NOBET_REDIS_URL: urls.redis,
    NOBET_PROMETHEUS_URL: urls.prometheus,
    NOBET_MODULES: toModulesVariable(planned),
  }
  const modules = await startModules(context, planned, shared)
  const panel = await startPanel(context, address, shared)
  await waitUntilScraped(urls.prometheus, targets)

  for (const child of [redis, prometheus, panel]) sayWhenEnded(context, child)
  writeStackFile(root, {
    ready: true,
    panel: panelUrl,
    ...urls,
    modules: Object.fromEntries(modules.map(({ id, url, child }) => [id, { url, pid: child.pid }])),
    pids: { redis: redis.pid, prometheus: prometheus.pid, panel: panel.pid },
  })
  print(`\nNöbet is on ${panelUrl}/, beside Prometheus ${urls.prometheus} and ${urls.redis}`)
  print('Addresses and process ids: .nobet/stack.json. Ctrl-C stops all.')
  await Promise.all([redis, prometheus, panel, ...modules.map(({ child }) => child)].map((child) => child.exited))
  return children.ending() ? 0 : 1
}

function sayWhenEnded({ children, print }: TaskContext, child: Child): void {
  void child.exited.then((exit) => {
    if (!children.ending()) print(`${child.name} ended (${describeExit(exit)}); it is not started again.`)
  })
}
