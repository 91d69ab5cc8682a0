import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitUntilUp } from '../product/health.ts'
import { relayOutput } from '../product/relay.ts'
import type { Child, TaskContext } from '../tasks/task.ts'
import { createGoNews } from './goNews.ts'
import { type ScrapeTarget, toHost, toScrapeConfigs } from './scrapeJobs.ts'

const POLL_MS = 250
const SCRAPE_TIMEOUT_MS = 60_000
/** How often a firing alert is told again: Alertmanager forgets one after four such times without a word. */
const RESEND = '10s'
/** The panel is told it too: no rate is taken over less than four of them. */
export const SCRAPE_INTERVAL = '1s'
const FEATURES = 'exemplar-storage,native-histograms'

export interface PrometheusPlan {
  readonly program: string
  readonly url: string
  /** Emptied first. */
  readonly dir: string
  readonly targets: readonly ScrapeTarget[]
  /** File name to content of the rules it loads. */
  readonly rules: ReadonlyMap<string, string>
  readonly alertmanagers: readonly string[]
}

/** A Prometheus with an empty store that scrapes each second. Ready when it answers, not when it has samples. */
export async function startPrometheus(context: TaskContext, plan: PrometheusPlan): Promise<Child> {
  const { program, url, dir, rules } = plan
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(join(dir, 'rules'), { recursive: true })
  for (const [name, content] of rules) writeFileSync(join(dir, 'rules', name), content)
  const config = join(dir, 'prometheus.yml')
  writeFileSync(config, toConfiguration(plan), { mode: 0o600 })
  const child = context.children.start(
    'prometheus',
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(dir, 'data')}`,
      '--storage.tsdb.retention.time=2h',
      `--web.listen-address=${toHost(url)}`,
      `--web.external-url=${url}`,
      '--web.enable-lifecycle',
      `--enable-feature=${FEATURES}`,
      `--rules.alert.resend-delay=${RESEND}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  relayOutput(child, context, createGoNews())
  await waitUntilUp(child, `${url}/-/ready`)
  return child
}

/** Discovery is applied on a five-second tick: a Prometheus that is ready has no samples for some seconds yet. */
export async function waitUntilScraped(url: string, targets: readonly ScrapeTarget[]): Promise<void> {
  const startedAt = performance.now()
  let up = new Set<string>()
  const waiting = () => targets.filter(({ address, job }) => !up.has(`${job} ${address}`))
  while (performance.now() - startedAt < SCRAPE_TIMEOUT_MS) {
    up = await readUp(url)
    if (waiting().length === 0) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(
    `Prometheus did not scrape ${waiting()
      .map(({ job }) => job)
      .join(', ')} within a minute`,
  )
}

async function readUp(url: string): Promise<Set<string>> {
  try {
    const query = new URLSearchParams({ query: 'up == 1' })
    const response = await fetch(`${url}/api/v1/query?${query}`, { signal: AbortSignal.timeout(POLL_MS * 8) })
    // Prometheus' own answer to an instant query; a test of the stack holds it.
    const { data } = (await response.json()) as { data: { result: { metric: { job: string; instance: string } }[] } }
    return new Set(data.result.map(({ metric }) => `${metric.job} ${metric.instance}`))
  } catch {
    return new Set()
  }
}

/** JSON is YAML too. */
function toConfiguration({ dir, targets, alertmanagers }: PrometheusPlan): string {
  return JSON.stringify({
    global: { scrape_interval: SCRAPE_INTERVAL, scrape_timeout: '900ms', evaluation_interval: '1s' },
    rule_files: [join(dir, 'rules/*.yaml')],
    alerting: { alertmanagers: [{ static_configs: [{ targets: alertmanagers.map(toHost) }] }] },
    scrape_configs: toScrapeConfigs(targets),
  })
}
