import type { PlannedModule } from '../product/modules.ts'
import type { PanelAddress } from '../product/panel.ts'

/** One scrape target: `host:port` and the job it is shown under. */
export interface ScrapeTarget {
  readonly job: string
  readonly address: string
  /** Default `/metrics`. */
  readonly path?: string
  /** What the target says of `job`, `namespace` or `service` stands, and is not renamed `exported_…`. */
  readonly honorLabels?: true
  readonly bearer?: string
}

export interface ScrapePlan {
  readonly panel: PanelAddress
  readonly env: NodeJS.ProcessEnv
  readonly modules: readonly PlannedModule[]
  readonly alertmanagers: readonly string[]
  readonly prometheus: string
  readonly gitops: string
  readonly redisExporter?: string | undefined
  readonly pushgateway?: string | undefined
}

/** The jobs as the rules and the boards know them: the panel is `nobet`, a module is scraped under its own id. */
export function toScrapeTargets(plan: ScrapePlan): ScrapeTarget[] {
  const { panel, env, modules, alertmanagers, prometheus, gitops, redisExporter, pushgateway } = plan
  const bearer = env['NOBET_METRICS_TOKEN']
  return [
    {
      job: 'nobet',
      address: `127.0.0.1:${env['NOBET_METRICS_PORT'] ?? panel.port}`,
      path: `${panel.basePath}/metrics`,
      ...(bearer === undefined ? {} : { bearer }),
    },
    ...modules.map(({ id, port }) => ({ job: id, address: `127.0.0.1:${port}` })),
    { job: 'prometheus', address: toHost(prometheus) },
    ...alertmanagers.map((url) => ({ job: 'alertmanager', address: toHost(url) })),
    { job: 'argocd', address: toHost(gitops), path: '/argocd/metrics', honorLabels: true },
    { job: 'kyverno', address: toHost(gitops), path: '/kyverno/metrics', honorLabels: true },
    ...(redisExporter === undefined ? [] : [{ job: 'redis', address: toHost(redisExporter) }]),
    ...(pushgateway === undefined
      ? []
      : [{ job: 'pushgateway', address: toHost(pushgateway), honorLabels: true as const }]),
  ]
}

/** Targets of one job stand under one heading, as Prometheus wants them. */
export function toScrapeConfigs(targets: readonly ScrapeTarget[]): unknown[] {
  const firsts = targets.filter(({ job }, at) => targets.findIndex((other) => other.job === job) === at)
  return firsts.map(({ job, path = '/metrics', honorLabels = false, bearer }) => ({
    job_name: job,
    metrics_path: path,
    honor_labels: honorLabels,
    ...(bearer === undefined ? {} : { authorization: { credentials: bearer } }),
    static_configs: [{ targets: targets.filter((target) => target.job === job).map(({ address }) => address) }],
  }))
}

export const toHost = (url: string): string => new URL(url).host
