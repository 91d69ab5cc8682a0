import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../freePort.ts'
import { type MonitoringServer, startMonitoringServer } from './monitoringServer.ts'

export interface AlertmanagerOptions {
  /** Its configuration; without one it takes alerts and silences and tells nobody. */
  readonly configuration?: object
  /** `host:port` it gossips on, and those of its peers. */
  readonly cluster?: { readonly address: string; readonly peers: readonly string[] }
}

const SILENT = { route: { receiver: 'none' }, receivers: [{ name: 'none' }] }

export async function startAlertmanager(options: AlertmanagerOptions = {}): Promise<MonitoringServer> {
  const { configuration = SILENT, cluster } = options
  const dir = mkdtempSync(join(tmpdir(), 'nobet-alertmanager-'))
  const config = join(dir, 'alertmanager.yml')
  // JSON is YAML too.
  writeFileSync(config, JSON.stringify(configuration))
  const args = [
    `--config.file=${config}`,
    `--storage.path=${join(dir, 'data')}`,
    `--cluster.listen-address=${cluster?.address ?? ''}`,
    ...(cluster?.peers ?? []).map((peer) => `--cluster.peer=${peer}`),
    '--log.level=error',
  ]
  return startMonitoringServer('prometheus-alertmanager', { port: await freePort(), dir, args })
}
