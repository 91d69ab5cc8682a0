// Real Alertmanagers and the panel: what is told, what must be asked for, and what an acknowledgement does.
import { expect, test } from 'vitest'
import { openAlertWorld } from './alertWorld.fixture.ts'

const past = () => new Date(Date.now() - 1_000).toISOString()
const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

test.concurrent('two peers tell of one alert: it is one; with one of them dead it is still there, and its end is noticed', async (context) => {
  const world = await openAlertWorld(context, { peers: 2 })
  await world.post('RedisDown')
  await world.until('alert.firing', 'RedisDown')
  const both = await world.eventually('both peers', async () => {
    const row = await world.row('RedisDown')
    return row?.peers.length === 2 && row
  })
  expect(both).toMatchObject({ severity: 'critical', module: 'finbot', state: 'active' })

  await world.servers[1]?.kill()
  const left = await world.eventually('one peer', async () => {
    const answer = await world.list()
    return answer.peers.some(({ state }) => state === 'unavailable') && answer
  })
  expect(left.alerts.freshness).toBe('live')
  expect(left.alerts.value?.map(({ alertname }) => alertname)).toContain('RedisDown')
  await world.post('RedisDown', {}, { endsAt: past() })
  await world.until('alert.resolved', 'RedisDown')
  const told = (await world.events()).filter(({ subject }) => subject === 'RedisDown').map(({ type }) => type)
  expect(told).toEqual(['alert.firing', 'alert.resolved'])
})

test.concurrent('a webhook that never arrives is made up for by asking, and so is what Alertmanager truncated', async (context) => {
  const lost = await openAlertWorld(context, { token: 'not-ours' })
  await lost.post('Lost')
  const [found] = await lost.until('alert.firing', 'Lost')
  expect(found?.data).toMatchObject({ via: 'poll' })
  await lost.post('Lost', {}, { endsAt: past() })
  expect((await lost.until('alert.resolved', 'Lost'))[0]?.data).toMatchObject({ via: 'poll' })

  const cut = await openAlertWorld(context, { maxAlerts: 1 })
  for (const instance of ['a', 'b', 'c']) await cut.post('Many', { instance })
  await cut.eventually('all three', async () => (await cut.until('alert.firing', 'Many')).length === 3)
})

test.concurrent('no Alertmanager answers: nothing is concluded, the last picture is shown as stale', async (context) => {
  const world = await openAlertWorld(context)
  await world.post('RedisDown')
  await world.until('alert.firing', 'RedisDown')
  await world.servers[0]?.kill()
  const answer = await world.eventually('a stale answer', async () => {
    const now = await world.list()
    return now.alerts.freshness === 'stale' && now
  })
  expect(answer.alerts.value?.map(({ alertname }) => alertname)).toEqual(['RedisDown'])
  expect(answer.alerts.error).toMatchObject({ code: 'alertmanager-unavailable' })
  // Started again it has forgotten its alerts: their absence is no end.
  await world.servers[0]?.restart()
  await world.eventually('a live answer', async () => (await world.list()).alerts.freshness === 'live')
  expect((await world.row('RedisDown'))?.peers).toEqual([])
  expect((await world.events()).map(({ type }) => type)).not.toContain('alert.resolved')
})

test.concurrent('an acknowledgement is a silence for exactly that alert; its end is noticed though nobody tells it', async (context) => {
  const world = await openAlertWorld(context)
  await world.post('RedisDown', { instance: 'a' })
  await world.post('RedisDown', { instance: 'b' })
  await world.eventually('both', async () => (await world.until('alert.firing', 'RedisDown')).length === 2)
  const rows = (await world.list()).alerts.value ?? []
  const one = rows.find(({ labels }) => labels['instance'] === 'a')
  const path = `api/v1/alerts/${one?.fingerprint ?? ''}/ack`
  expect((await world.ask(path, json({ comment: 'on it', durationMs: 3_600_000 }))).status).toBe(200)
  const acked = await world.eventually('the silence', async () => {
    const found = (await world.list()).alerts.value?.find(({ fingerprint }) => fingerprint === one?.fingerprint)
    return found?.state === 'suppressed' && found
  })
  expect(acked.acknowledged).toMatchObject({ by: 'local-admin', comment: 'on it' })
  const other = (await world.list()).alerts.value?.find(({ labels }) => labels['instance'] === 'b')
  expect(other).toMatchObject({ state: 'active', silencedBy: [] })

  await world.post('RedisDown', { instance: 'a' }, { endsAt: past() })
  await world.until('alert.resolved', 'RedisDown')
  await world.eventually('no silence is left', async () => {
    const { silences } = (await (await world.ask('api/v1/silences')).json()) as {
      silences: { value: { state: string }[] }
    }
    return silences.value.every(({ state }) => state === 'expired')
  })
})

test.concurrent('an acknowledgement made or ended with another tool is seen, and one taken back lets the alert speak again', async (context) => {
  const world = await openAlertWorld(context)
  await world.post('RedisDown')
  await world.until('alert.firing', 'RedisDown')
  const row = await world.row('RedisDown')
  const matchers = Object.entries(row?.labels ?? {}).map(([name, value]) => ({ name, value, isRegex: false }))
  const silence = {
    matchers,
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: 'amtool',
    comment: `[nobet:ack] ${row?.fingerprint ?? ''}`,
  }
  await fetch(`${world.servers[0]?.url ?? ''}/api/v2/silences`, json(silence))
  await world.until('alert.acknowledged', 'RedisDown')
  expect((await world.row('RedisDown'))?.acknowledged).toMatchObject({ by: 'amtool' })
  const path = `api/v1/alerts/${row?.fingerprint ?? ''}/ack`
  expect((await world.ask(path, { method: 'DELETE' })).status).toBe(204)
  await world.until('alert.unacknowledged', 'RedisDown')
  await world.eventually('the alert is active', async () => (await world.row('RedisDown'))?.state === 'active')
})

test.concurrent('what another alert inhibits is shown with its cause and is no news', async (context) => {
  const world = await openAlertWorld(context, {
    inhibitRules: [{ source_matchers: ['alertname="Cause"'], target_matchers: ['alertname="Effect"'] }],
  })
  await world.post('Cause')
  await world.until('alert.firing', 'Cause')
  await world.post('Effect')
  const effect = await world.eventually('the effect', () => world.row('Effect'))
  expect(effect).toMatchObject({ state: 'suppressed', inhibitedBy: [{ alertname: 'Cause' }] })
  expect((await world.events()).map(({ subject }) => subject)).not.toContain('Effect')
})

test.concurrent('a drill goes through Alertmanager to the panel and ends by itself', async (context) => {
  const world = await openAlertWorld(context)
  const verdict = await world.eventually('a verdict', async () => {
    const { drill } = await world.list()
    return drill.enabled && drill
  })
  expect(verdict.enabled).toBe(true)
  const response = await world.ask('api/v1/alerts/drill', { method: 'POST' })
  expect(response.status).toBe(202)
  const { fingerprint } = (await response.json()) as { fingerprint: string }
  const [fired] = await world.until('alert.firing', 'NobetDrill')
  expect(fired?.data).toMatchObject({ fingerprint, labels: { drill: 'true' } })
  await world.until('alert.resolved', 'NobetDrill')
})
