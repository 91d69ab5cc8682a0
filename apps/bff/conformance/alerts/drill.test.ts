// PROTOCOL "POST /alerts/drill": a test wakes nobody, so it runs only where it is seen to reach panels alone.
import { DrillStarted } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { type Outside, problemOf, shaped, startOutside } from '../outsider.fixture.ts'
import { list, onFileFinished, send, startPeer } from './alerts.fixture.ts'

const PANEL = { name: 'panel', webhook_configs: [{ url: 'http://127.0.0.1:4400/hooks/alertmanager' }] }
const PAGER = { name: 'pager', pagerduty_configs: [{ routing_key: '<secret>' }] }
const DRILL = { matchers: ['drill="true"'], receiver: 'panel' }
// JSON is YAML too.
const toConfig = (route: object, receivers: readonly object[] = [PANEL, PAGER]) => JSON.stringify({ route, receivers })

async function openWith(configuration: string | undefined, env: Readonly<Record<string, string>> = {}) {
  const peer = await startPeer(configuration)
  const at = await startOutside({ NOBET_ALERTMANAGER_URL: peer.url, ...env })
  onFileFinished(() => at.panel.stop())
  return { peer, at }
}
const drill = (at: Outside) => send(at, 'POST', 'alerts/drill')
const verdictOf = async (at: Outside) => (await list(at)).drill

test('no Alertmanager: 409', async () => {
  const at = await startOutside()
  onFileFinished(() => at.panel.stop())
  const problem = await problemOf(await drill(at), 409)
  expect(problem).toMatchObject({ detail: 'no Alertmanager is configured', key: 'alerts.drill' })
  expect(await verdictOf(at)).toMatchObject({ enabled: false, reason: 'no Alertmanager is configured' })
})

test.each([
  ['all goes to the pager', toConfig({ receiver: 'pager' }), 'pager'],
  [
    'the pager is told as well',
    toConfig({
      receiver: 'panel',
      routes: [
        { ...DRILL, continue: true },
        { matchers: ['severity="warning"'], receiver: 'pager' },
      ],
    }),
    'pager',
  ],
  [
    'the panel shares its receiver',
    toConfig({ receiver: 'panel' }, [{ ...PANEL, email_configs: [{ to: 'a@example.com' }] }]),
    'panel',
  ],
  [
    'a hook that is no panel',
    toConfig({ receiver: 'panel' }, [{ name: 'panel', webhook_configs: [{ url: 'http://127.0.0.1/other' }] }]),
    'panel',
  ],
  ['no configuration', '', 'cannot be read'],
])('%s: 409 that says why, and nobody is told', async (_what, configuration, words) => {
  const { peer, at } = await openWith(configuration)
  await waitFor(async () => (await verdictOf(at)).reason?.includes(words), { what: `a verdict about ${words}` })
  const problem = await problemOf(await drill(at), 409)
  expect(problem.detail).toContain(words)
  expect(peer.seen.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('routed to panels alone, or said to be: it is posted, marked, and ends within a minute', async () => {
  const routed = await openWith(toConfig({ receiver: 'pager', routes: [DRILL] }))
  const said = await openWith(toConfig({ receiver: 'pager' }), { NOBET_ALERTS_DRILL: 'true' })
  for (const { peer, at } of [routed, said]) {
    await waitFor(async () => (await verdictOf(at)).enabled, { what: 'a drill that may run' })
    peer.says({ status: 200, body: '' })
    const answer = await drill(at)
    expect(answer.status).toBe(202)
    const started = await shaped(DrillStarted, answer)
    const posted = peer.seen.find(({ method }) => method === 'POST')
    expect(posted?.path).toBe('/api/v2/alerts')
    const [alert] = JSON.parse(posted?.body ?? '[]') as { labels: object; endsAt: string }[]
    expect(alert?.labels).toMatchObject({ alertname: 'NobetDrill', drill: 'true', drill_id: started.drillId })
    expect(Date.parse(alert?.endsAt ?? '') - Date.parse(started.postedAt)).toBeLessThanOrEqual(60_000)
  }
})

test('Alertmanager does not take it: the drill has not begun', async () => {
  const { peer, at } = await openWith(toConfig({ receiver: 'panel' }))
  await waitFor(async () => (await verdictOf(at)).enabled, { what: 'a drill that may run' })
  peer.says({ status: 500, body: 'no' })
  const answer = await drill(at)
  expect([502, 503]).toContain(answer.status)
})
