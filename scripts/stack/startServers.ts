import { join } from 'node:path'
import type { Child, TaskContext } from '../tasks/task.ts'
import type { StackAddresses } from './addresses.ts'
import { startAlertmanager, toAlertmanagerConfiguration } from './alertmanager.ts'
import { copyBoards } from './boards.ts'
import { startPushgateway, startRedisExporter } from './exporters.ts'
import { SCRAPE_INTERVAL, startPrometheus } from './prometheus.ts'
import { startRedis } from './redis.ts'
import { toStackRules } from './rules.ts'
import type { ScrapeTarget } from './scrapeJobs.ts'
import { startGitopsStandin, startGrafanaStandin, startTempoStandin } from './standins.ts'
import type { StackTools } from './stackTools.ts'

/** Its Prometheus repeats what fires every ten seconds; three such times without a word, and it is blind. */
const WATCHDOG_MISSING = '30s'

export interface StackSecrets {
  /** Between Alertmanager and the panel. */
  readonly webhook: string
  /** Between the panel and Grafana. */
  readonly grafana: string
}

export interface ServersPlan {
  readonly tools: StackTools
  readonly urls: StackAddresses
  readonly targets: readonly ScrapeTarget[]
  readonly secrets: StackSecrets
  readonly panelUrl: string
  /** Where the servers keep configuration and data. */
  readonly dir: string
}

/** Everything but modules and panel, at once; each is ready when this resolves. By the name its process has. */
export async function startServers(context: TaskContext, plan: ServersPlan): Promise<Readonly<Record<string, Child>>> {
  const { tools, urls, targets, secrets, panelUrl, dir } = plan
  const boards = copyBoards(context.root, join(dir, 'boards'), panelUrl)
  const rules = toStackRules(context.root, { panel: panelUrl, grafana: urls.grafana })
  const pending: Readonly<Record<string, Promise<Child>>> = {
    redis: startRedis(context, tools.redis, join(dir, 'redis'), Number(new URL(urls.redis).port)),
    prometheus: startPrometheus(context, {
      program: tools.prometheus,
      url: urls.prometheus,
      dir: join(dir, 'prometheus'),
      targets,
      rules,
      alertmanagers: urls.alertmanagers,
    }),
    ...startAlertmanagers(context, plan),
    ...startExporters(context, plan),
    gitops: startGitopsStandin(context, urls),
    tempo: startTempoStandin(context, urls),
    grafana: startGrafanaStandin(context, urls, boards, secrets.grafana),
  }
  const started = Object.entries(pending).map(async ([name, child]) => [name, await child] as const)
  return Object.fromEntries(await Promise.all(started))
}

function startExporters(context: TaskContext, { tools, urls }: ServersPlan) {
  const { redisExporter, pushgateway } = tools
  return {
    ...(redisExporter && { redisExporter: startRedisExporter(context, redisExporter, urls.redisExporter, urls.redis) }),
    ...(pushgateway && { pushgateway: startPushgateway(context, pushgateway, urls.pushgateway) }),
  }
}

/** One alone, or several, each joining those before it: `alertmanager`, `alertmanager2`, … */
function startAlertmanagers(context: TaskContext, { tools, urls, secrets, panelUrl, dir }: ServersPlan) {
  const configuration = toAlertmanagerConfiguration(context.root, panelUrl, secrets.webhook)
  const started: Record<string, Promise<Child>> = {}
  let before: Promise<unknown> = Promise.resolve()
  for (const [at, url] of urls.alertmanagers.entries()) {
    const name = at === 0 ? 'alertmanager' : `alertmanager${at + 1}`
    const [address, ...peers] = urls.clusters.slice(0, at + 1).toReversed()
    const plan = { name, program: tools.alertmanager, url, dir: join(dir, name), configuration }
    const isAlone = urls.alertmanagers.length === 1 || address === undefined
    const start = before.then(() =>
      startAlertmanager(context, isAlone ? plan : { ...plan, cluster: { address, peers } }),
    )
    started[name] = start
    before = start
  }
  return started
}

/** What the panel and the modules are told of the servers. */
export const toPanelVariables = (urls: StackAddresses, secrets: StackSecrets) => ({
  NOBET_REDIS_URL: urls.redis,
  NOBET_PROMETHEUS_URL: urls.prometheus,
  NOBET_PANELS_SCRAPE_INTERVAL: SCRAPE_INTERVAL,
  NOBET_ALERTMANAGER_URL: urls.alertmanagers.join(','),
  NOBET_WEBHOOK_TOKEN: secrets.webhook,
  NOBET_ALERTS_WATCHDOG_MISSING: WATCHDOG_MISSING,
  NOBET_GRAFANA_URL: urls.grafana,
  NOBET_GRAFANA_TOKEN: secrets.grafana,
  NOBET_TEMPO_URL: urls.tempo,
  NOBET_OTLP_URL: urls.tempo,
})
