import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What runs, for those who drive it: addresses, and the servers' own process ids. */
export interface StackFile {
  readonly ready: true
  readonly panel: string
  readonly prometheus: string
  /** The first of `alertmanagers`. */
  readonly alertmanager: string
  readonly alertmanagers: readonly string[]
  /** What the panel's receiver of webhooks wants to see. */
  readonly webhookToken: string
  readonly redis: string
  readonly grafana: string
  readonly grafanaToken: string
  readonly tempo: string
  /** Metrics of Argo CD and Kyverno; `POST /control` switches their states. */
  readonly gitops: string
  /** Absent when the program is not on this machine. */
  readonly pushgateway?: string
  readonly redisExporter?: string
  readonly modules: Readonly<Record<string, { readonly url: string; readonly pid: number }>>
  /** By the name of the program, `alertmanager2` being the second peer. */
  readonly pids: Readonly<Record<string, number>>
}

/** The file is whole or absent, never half written. */
export function writeStackFile(path: string, content: StackFile): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

export const removeStackFile = (path: string): void => rmSync(path, { force: true })
