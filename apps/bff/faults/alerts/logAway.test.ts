import { startStandalone } from '@nobet/bff/redisServers'
import { waitFor } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { PATIENCE_MS, snapshotOf } from '../panelProcess.fixture.ts'
import { openWorld } from '../world.fixture.ts'

const TOKEN = 'the-bearer-of-the-tests'
const LONG = { timeoutMs: PATIENCE_MS }
const WEBHOOK = JSON.stringify({
  version: '4',
  groupKey: '{}:{}',
  receiver: 'panel',
  alerts: ['a', 'b'].map((instance) => ({
    status: 'firing',
    labels: { alertname: 'RedisDown', severity: 'critical', instance },
    annotations: {},
    startsAt: '2026-11-22T17:46:45.434Z',
    endsAt: '0001-01-01T00:00:00Z',
    fingerprint: `000000000000000${instance}`,
  })),
})

test('the log is away: a webhook is 503 with Retry-After, and the one that is sent again is stored once', async () => {
  const world = await openWorld(startStandalone({ persist: true }))
  const panel = await world.panel({ env: { NOBET_WEBHOOK_TOKEN: TOKEN } })
  const hook = () =>
    fetch(`${panel.url}/hooks/alertmanager`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: WEBHOOK,
    })
  await world.server.kill()
  await waitFor(async () => (await panel.get('/readyz')).status === 503, LONG)
  const away = await hook()
  expect([away.status, Number(away.headers.get('retry-after')) > 0]).toEqual([503, true])

  await world.server.restart()
  // As Alertmanager does it: again and again until it is taken, and once more because it did not hear the answer.
  await waitFor(async () => (await hook()).status === 200, LONG)
  expect((await hook()).status).toBe(200)
  await waitFor(async () => Object.keys((await snapshotOf(panel)).world.alerts).length === 2, LONG)
  const { body } = await panel.get<{ events: unknown[] }>('/api/v1/events?types=alert.firing')
  expect(body.events).toHaveLength(2)
})
