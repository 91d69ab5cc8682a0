import { AlertList, type AlertRow, type LogItem, parseWith } from '@nobet/contracts'
import { freePort, waitFor } from '@nobet/testkit'
import { type MonitoringServer, startAlertmanager } from '@nobet/testkit/servers'
import { startTestPanel } from '@nobet/bff/testPanel'
import type { TestContext } from 'vitest'

const TOKEN = 'the token of the hook'.replaceAll(' ', '-')
/** Twice what is promised: the machine may be busy. */
const PATIENCE = { timeoutMs: 60_000, intervalMs: 100 }

export interface AlertWorldOptions {
  readonly peers?: 1 | 2
  /** What Alertmanager sends as its bearer; another token is a webhook that never arrives. */
  readonly token?: string
  /** Of `webhook_configs`. */
  readonly maxAlerts?: number
  readonly inhibitRules?: readonly object[]
}

/** Real Alertmanagers that post to a real panel, which asks them all. */
export async function openAlertWorld(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  { peers = 1, token = TOKEN, maxAlerts = 0, inhibitRules = [] }: AlertWorldOptions = {},
) {
  const port = await freePort()
  const configuration = {
    route: {
      receiver: 'panel',
      group_by: ['alertname'],
      group_wait: '1s',
      group_interval: '1s',
      repeat_interval: '1h',
    },
    inhibit_rules: inhibitRules,
    receivers: [
      {
        name: 'panel',
        webhook_configs: [
          {
            url: `http://127.0.0.1:${port}/hooks/alertmanager`,
            max_alerts: maxAlerts,
            http_config: { authorization: { type: 'Bearer', credentials: token } },
          },
        ],
      },
    ],
  }
  const gossip = peers === 1 ? [] : [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`]
  const servers: MonitoringServer[] = []
  for (let at = 0; at < peers; at += 1) {
    const address = gossip[at]
    const others = gossip.filter((other) => other !== address)
    const cluster = address === undefined ? {} : { cluster: { address, peers: others } }
    const server = await startAlertmanager({ configuration, ...cluster })
    onTestFinished(() => server.stop())
    servers.push(server)
  }
  const panel = await startTestPanel({
    NOBET_PORT: String(port),
    NOBET_ALERTMANAGER_URL: servers.map(({ url }) => url).join(','),
    NOBET_WEBHOOK_TOKEN: TOKEN,
  })
  onTestFinished(() => panel.stop())

  const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, panel.url), init)
  const events = async (): Promise<LogItem['event'][]> => {
    const answer = await ask('api/v1/events?types=alert.*,silence.*,upstream.*&limit=1000')
    const { events: items } = (await answer.json()) as { events: LogItem[] }
    return items.map(({ event }) => event)
  }
  const list = async (): Promise<AlertList> => {
    const parsed = parseWith(AlertList, await (await ask('api/v1/alerts')).json())
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
    return parsed.value
  }
  return {
    servers,
    ask,
    events,
    list,
    /** Told to every peer that runs, as Prometheus does. `endsAt` in the past ends it. */
    async post(alertname: string, labels: Readonly<Record<string, string>> = {}, over: object = {}): Promise<void> {
      const body = JSON.stringify([
        { labels: { alertname, severity: 'critical', module: 'finbot', ...labels }, ...over },
      ])
      const headers = { 'content-type': 'application/json' }
      const told = servers.map(({ url }) => fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body }))
      await Promise.allSettled(told)
    },
    async row(alertname: string): Promise<AlertRow | undefined> {
      return (await list()).alerts.value?.find((row) => row.alertname === alertname)
    },
    /** Every event of this type about this alert, once there is one. */
    until: (type: string, alertname: string) =>
      waitFor(
        async () => {
          const found = (await events()).filter((event) => event.type === type && event.subject === alertname)
          return found.length > 0 && found
        },
        { ...PATIENCE, what: `${type} of ${alertname}` },
      ),
    eventually: <T>(what: string, check: () => Promise<T | false | undefined>) => waitFor(check, { ...PATIENCE, what }),
  }
}
