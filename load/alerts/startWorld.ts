import { freePort } from '@nobet/testkit'
import { startAlertmanager } from '@nobet/testkit/servers'
import { type BenchPanel, startBff } from '../browser/startBff.ts'

const TOKEN = 'the-bearer-of-the-bench'

export interface World {
  readonly panel: BenchPanel
  /** Told to Alertmanager as Prometheus does; resolves when it has taken them, with when it was asked (epoch ms). */
  readonly post: (alerts: readonly object[]) => Promise<number>
  readonly stop: () => Promise<void>
}

/** A real Alertmanager that groups as `alert-rules/alertmanager.yml` does for the panel, and the built panel. */
export async function startWorld(): Promise<World> {
  const port = await freePort()
  const alertmanager = await startAlertmanager({
    configuration: {
      route: {
        receiver: 'panel',
        group_by: ['alertname', 'module', 'instance'],
        group_wait: '1s',
        group_interval: '5s',
        repeat_interval: '4h',
        routes: [
          {
            matchers: ['drill="true"'],
            receiver: 'panel',
            group_by: ['drill_id'],
            group_wait: '0s',
            group_interval: '1s',
          },
        ],
      },
      receivers: [
        {
          name: 'panel',
          webhook_configs: [
            {
              url: `http://127.0.0.1:${port}/hooks/alertmanager`,
              http_config: { authorization: { type: 'Bearer', credentials: TOKEN } },
            },
          ],
        },
      ],
    },
  })
  const panel = await startBff({ NOBET_ALERTMANAGER_URL: alertmanager.url, NOBET_WEBHOOK_TOKEN: TOKEN }, port)
  return {
    panel,
    async post(alerts) {
      const at = Date.now()
      const answer = await fetch(`${alertmanager.url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      })
      if (!answer.ok) throw new Error(`Alertmanager: ${answer.status} ${await answer.text()}`)
      return at
    },
    async stop() {
      await panel.stop()
      await alertmanager.stop()
    },
  }
}

/** One alert of its own group. */
export const toAlert = (alertname: string, instance: string, severity = 'warning') => ({
  labels: { alertname, severity, module: 'finbot', instance },
  annotations: { summary: `${instance} is not what it should be`, description: 'An alert of the bench.' },
})
