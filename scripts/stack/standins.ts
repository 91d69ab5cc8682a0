import { join } from 'node:path'
import { waitUntilUp } from '../product/health.ts'
import { relayOutput } from '../product/relay.ts'
import type { Child, TaskContext } from '../tasks/task.ts'
import type { StackAddresses } from './addresses.ts'

const MAIN = 'mock-server/src/standins/main.ts'

/** Metrics of Argo CD and Kyverno, switched by `POST /control`. */
export const startGitopsStandin = (context: TaskContext, { gitops }: StackAddresses) =>
  startStandin(context, 'gitops', `${gitops}/control`, ['--port', portOf(gitops)])

/** Takes the traces of the panel and gives them back. */
export const startTempoStandin = (context: TaskContext, { tempo }: StackAddresses) =>
  startStandin(context, 'tempo', `${tempo}/ready`, ['--port', portOf(tempo)])

/** The boards of the folder, and data sources that are the real Prometheus and the Tempo stand-in. */
export const startGrafanaStandin = (
  context: TaskContext,
  { grafana, prometheus, tempo }: StackAddresses,
  boards: string,
  token: string,
) => {
  const flags = ['--port', portOf(grafana), '--prometheus', prometheus, '--tempo', tempo, '--boards', boards]
  return startStandin(context, 'grafana', `${grafana}/api/health`, flags, {
    GRAFANA_TOKEN: token,
  })
}

const portOf = (url: string) => new URL(url).port

/** A process that stands in for a program no package of this system holds. Ready when `readyUrl` answers. */
async function startStandin(
  context: TaskContext,
  name: string,
  readyUrl: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = context.children.start(
    name,
    process.execPath,
    ['--import', 'tsx', join(context.root, MAIN), name, ...flags],
    { cwd: context.root, env: { ...context.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  relayOutput(child, context, (line) => (line.startsWith('http://') ? undefined : line))
  await waitUntilUp(child, readyUrl)
  return child
}
