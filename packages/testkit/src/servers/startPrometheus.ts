import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../freePort.ts'
import { requireProgram } from './findProgram.ts'
import { type MonitoringServer, startMonitoringServer } from './monitoringServer.ts'

export interface PrometheusOptions {
  /** Known beforehand, where somebody must be told before it starts. */
  readonly port?: number
  /** `host:port` of each job, scraped every second; the first sample comes about 7 s after the start. */
  readonly targets?: Readonly<Record<string, string>>
  /** OpenMetrics text with times of its own, there from the start. */
  readonly history?: string
  readonly flags?: readonly string[]
}

export async function startPrometheus(options: PrometheusOptions = {}): Promise<MonitoringServer> {
  const { targets = {}, history, flags = [], port = await freePort() } = options
  const dir = mkdtempSync(join(tmpdir(), 'nobet-prometheus-'))
  const config = join(dir, 'prometheus.yml')
  const data = join(dir, 'data')
  const jobs = Object.entries(targets).map(([job, target]) => ({
    job_name: job,
    static_configs: [{ targets: [target] }],
  }))
  // JSON is YAML too.
  writeFileSync(
    config,
    JSON.stringify({ global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: jobs }),
  )
  if (history !== undefined) {
    const file = join(dir, 'history.txt')
    writeFileSync(file, history)
    execFileSync(requireProgram('promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', file, data], {
      stdio: 'pipe',
    })
  }
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    '--web.enable-lifecycle',
    '--enable-feature=exemplar-storage',
    '--log.level=error',
    ...flags,
  ]
  return startMonitoringServer('prometheus', { port, dir, args })
}
