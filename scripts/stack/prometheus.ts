import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitUntilUp } from '../product/health.ts'
import { relayOutput } from '../product/relay.ts'
import type { Child, TaskContext } from '../tasks/task.ts'

const POLL_MS = 250
const SCRAPE_TIMEOUT_MS = 60_000
const FEATURES = 'exemplar-storage,native-histograms'

/** One scrape target: `host:port` and the job it is shown under. */
export interface ScrapeTarget {
  readonly job: string
  readonly address: string
}

/** A Prometheus with an empty store that scrapes `targets` every second. Ready when it answers, not when it has samples. */
export async function startPrometheus(
  context: TaskContext,
  program: string,
  port: number,
  targets: readonly ScrapeTarget[],
): Promise<Child> {
  const dir = join(context.root, '.nobet/stack/prometheus')
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const config = join(dir, 'prometheus.yml')
  writeFileSync(config, toConfiguration(targets))
  const url = `http://127.0.0.1:${port}`
  const child = context.children.start(
    'prometheus',
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(dir, 'data')}`,
      '--storage.tsdb.retention.time=2h',
      `--web.listen-address=127.0.0.1:${port}`,
      `--web.external-url=${url}`,
      '--web.enable-lifecycle',
      `--enable-feature=${FEATURES}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  relayOutput(child, context)
  await waitUntilUp(child, `${url}/-/ready`)
  return child
}

/** Discovery is applied on a five-second tick: a Prometheus that is ready has no samples for some seconds yet. */
export async function waitUntilScraped(url: string, targets: readonly ScrapeTarget[]): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < SCRAPE_TIMEOUT_MS) {
    if ((await countUp(url)) >= targets.length) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`Prometheus did not scrape all of ${targets.map(({ job }) => job).join(', ')} within a minute`)
}

async function countUp(url: string): Promise<number> {
  try {
    const query = new URLSearchParams({ query: 'up == 1' })
    const response = await fetch(`${url}/api/v1/query?${query}`, { signal: AbortSignal.timeout(POLL_MS * 8) })
    // Prometheus' own answer to an instant query; a test of the stack holds it.
    const body = (await response.json()) as { data: { result: unknown[] } }
    return body.data.result.length
  } catch {
    return 0
  }
}

/** JSON is YAML too. */
function toConfiguration(targets: readonly ScrapeTarget[]): string {
  return JSON.stringify({
    global: { scrape_interval: '1s', scrape_timeout: '900ms', evaluation_interval: '1s' },
    scrape_configs: targets.map(({ job, address }) => ({
      job_name: job,
      static_configs: [{ targets: [address] }],
    })),
  })
}
