import { freePort } from '@nobet/testkit'
import { type MonitoringServer, startAlertmanager } from '@nobet/testkit/servers'
import { ask } from './ask.ts'
import { runNode, waitForHttp } from './process.ts'

const TOKEN = 'the-bearer-of-the-tests'

export interface SentAlert {
  readonly alertname: string
  readonly instance?: string
  readonly severity?: 'critical' | 'warning' | 'info'
  readonly module?: string
  readonly annotations?: Readonly<Record<string, string>>
}

/** A real Alertmanager that tells one panel, without grouping worth a wait, and a second panel that it does not tell. */
export interface AlertWorld {
  readonly panel: string
  /** Asks the same Alertmanager and gets no webhook. */
  readonly untold: string
  readonly alertmanager: MonitoringServer
  /** As Prometheus does it. */
  readonly post: (...alerts: readonly SentAlert[]) => Promise<void>
  readonly resolve: (...alerts: readonly SentAlert[]) => Promise<void>
  readonly stop: () => Promise<void>
}

export async function startAlertWorld(): Promise<AlertWorld> {
  const [port, otherPort] = [await freePort(), await freePort()]
  const urlOf = (at: number) => `http://127.0.0.1:${at}`
  const alertmanager = await startAlertmanager({
    configuration: {
      route: {
        receiver: 'panel',
        group_by: ['alertname', 'instance'],
        group_wait: '0s',
        group_interval: '1s',
        repeat_interval: '4h',
      },
      receivers: [
        {
          name: 'panel',
          webhook_configs: [
            {
              url: `${urlOf(port)}/hooks/alertmanager`,
              http_config: { authorization: { type: 'Bearer', credentials: TOKEN } },
            },
          ],
        },
      ],
    },
  })
  const panels = [port, otherPort].map((at) =>
    runNode(['apps/bff/dist/main.js'], {
      NOBET_PORT: String(at),
      NOBET_ALERTMANAGER_URL: alertmanager.url,
      NOBET_WEBHOOK_TOKEN: TOKEN,
    }),
  )
  await Promise.all(panels.map((panel, at) => waitForHttp(`${urlOf(at === 0 ? port : otherPort)}/readyz`, panel)))

  const send = async (alerts: readonly SentAlert[], times: object) => {
    const body = alerts.map(({ annotations = {}, severity = 'critical', ...labels }) => ({
      labels: { severity, ...labels },
      annotations,
      ...times,
    }))
    const answer = await ask(`${alertmanager.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (answer.status !== 200) throw new Error(`Alertmanager: ${answer.status} ${answer.body}`)
  }
  return {
    panel: urlOf(port),
    untold: urlOf(otherPort),
    alertmanager,
    post: (...alerts) => send(alerts, {}),
    resolve: (...alerts) => send(alerts, { endsAt: new Date().toISOString() }),
    async stop() {
      await Promise.all(panels.map((panel) => panel.kill()))
      await alertmanager.stop()
    },
  }
}
