// PROTOCOL "Inbound hook": POST /hooks/alertmanager, Alertmanager webhook v4.
import { WebhookStored } from '@nobet/contracts'
import { waitFor } from '@nobet/testkit'
import { beforeAll, describe, expect, test } from 'vitest'
import { metricsOf, type Outside, problemOf, shaped, startOutside } from '../outsider.fixture.ts'
import {
  hook,
  list,
  onFileFinished,
  recorded,
  rowOf,
  tell,
  toAlert,
  TOKEN,
  toldOf,
  toWebhook,
} from './alerts.fixture.ts'

const MIB = 1024 * 1024
const TEN_THOUSAND_WITHIN_MS = 60_000

let at: Outside
beforeAll(async () => {
  at = await startOutside({ NOBET_WEBHOOK_TOKEN: TOKEN })
  onFileFinished(() => at.panel.stop())
})

const whenOpen = (what: string, check: () => Promise<unknown>) => waitFor(check, { timeoutMs: 20_000, what })
const opens = (alert: ReturnType<typeof toAlert>) =>
  whenOpen('the alert is open', async () => (await rowOf(at, alert)) !== undefined)

describe('who may knock', () => {
  test('no token configured: the door is shut, never open', async () => {
    const shut = await startOutside()
    onFileFinished(() => shut.panel.stop())
    for (const bearer of [undefined, '', TOKEN]) {
      const problem = await problemOf(await hook(shut, toWebhook([toAlert()]), bearer), 503)
      expect(problem).toMatchObject({ key: 'alertmanager.webhookToken' })
    }
    expect((await list(shut)).alerts.value).toEqual([])
  })

  test.each([undefined, 'wrong', `${TOKEN}x`, TOKEN.slice(1), TOKEN.toUpperCase(), ''])(
    'a wrong bearer (%s) is 401 and nothing is stored',
    async (bearer) => {
      const alert = toAlert()
      const answer = await hook(at, toWebhook([alert]), bearer ?? '')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      await problemOf(answer, 401)
      expect(await rowOf(at, alert)).toBeUndefined()
    },
  )

  test('other ways of saying who one is do not count', async () => {
    const url = new URL('hooks/alertmanager', at.url)
    const body = JSON.stringify(toWebhook([toAlert()]))
    const basic = `Basic ${Buffer.from(`x:${TOKEN}`).toString('base64')}`
    for (const authorization of [basic, TOKEN, `Token ${TOKEN}`, `Bearer ${TOKEN} ${TOKEN}`]) {
      await problemOf(await fetch(url, { method: 'POST', headers: { authorization }, body }), 401)
    }
    await problemOf(await fetch(`${url.href}?token=${TOKEN}`, { method: 'POST', body }), 401)
  })
})

describe('what is no webhook', () => {
  test.each([
    ['another version', toWebhook([], { version: '3' })],
    ['a version that is a number', toWebhook([], { version: 4 })],
    ['no alerts', { version: '4', groupKey: '' }],
    ['alerts that are none', toWebhook([], { alerts: [{ hello: 1 }] })],
    ['a status of its own', toWebhook([toAlert({ status: 'sleeping' })])],
    ['a label that is no text', toWebhook([toAlert({ labels: { alertname: 7 } })])],
    ['a start that is no time', toWebhook([toAlert({ startsAt: 'yesterday' })])],
    ['a list', []],
    ['half of it', '{"version":"4","alerts":['],
    ['nothing', ''],
    ['null', 'null'],
  ])('%s: 400, told what is wrong', async (_what, body) => {
    const before = (await metricsOf(at))('nobet_bad_input_total{door="alertmanager",reason="invalid-webhook"}')
    const problem = await problemOf(await hook(at, body), 400)
    expect(problem.errors?.length).toBeGreaterThan(0)
    const counted = await metricsOf(at)
    expect(counted('nobet_bad_input_total{door="alertmanager",reason="invalid-webhook"}')).toBe(before + 1)
  })

  test('one bad alert among good ones: all or nothing', async () => {
    const good = toAlert()
    await problemOf(await hook(at, toWebhook([good, toAlert({ status: 'sleeping' })])), 400)
    expect(await rowOf(at, good)).toBeUndefined()
  })
})

describe('how much', () => {
  test('10,000 alerts at once are stored and all of them are open', {
    timeout: 2 * TEN_THOUSAND_WITHIN_MS,
  }, async () => {
    const own = await startOutside({ NOBET_WEBHOOK_TOKEN: TOKEN })
    onFileFinished(() => own.panel.stop())
    const labels = { alertname: 'Storm', severity: 'warning', module: 'finbot', team: 'platform' }
    const text = 'word '.repeat(60)
    const alerts = Array.from({ length: 10_000 }, (_none, n) =>
      toAlert({ labels: { ...labels, instance: `host-${n}:9100` }, annotations: { summary: text, description: text } }),
    )
    expect(await tell(own, ...alerts)).toBe(10_000)
    await waitFor(async () => (await list(own)).alerts.value?.length === 10_000, {
      timeoutMs: TEN_THOUSAND_WITHIN_MS,
      intervalMs: 500,
      what: '10,000 open alerts',
    })
  })

  test('beyond the cap: 413, before it is read to its end', async () => {
    const huge = toAlert({ annotations: { summary: 'x'.repeat(33 * MIB) } })
    const problem = await problemOf(await hook(at, toWebhook([huge])), 413)
    expect(problem.detail).toContain('max_alerts')
    expect(await rowOf(at, huge)).toBeUndefined()
  })

  test('labels of more than an event may hold: that alert is left out and counted, the others are told', async () => {
    const [big, small] = [toAlert({ labels: { alertname: 'Big', all: 'x'.repeat(70 * 1024) } }), toAlert()]
    const before = (await metricsOf(at))('nobet_alerts_refused_total')
    expect(await tell(at, big, small)).toBe(1)
    await opens(small)
    expect(await rowOf(at, big)).toBeUndefined()
    expect((await metricsOf(at))('nobet_alerts_refused_total')).toBe(before + 1)
  })

  test('a long annotation is cut and says so', async () => {
    const alert = toAlert({ annotations: { description: 'y'.repeat(100_000), summary: 'short' } })
    await tell(at, alert)
    await opens(alert)
    const { annotations } = (await rowOf(at, alert)) ?? {}
    expect(annotations?.['description']).toMatch(/more characters\)$/)
    expect(annotations?.['summary']).toBe('short')
  })
})

describe('the same word again, and words in the wrong order', () => {
  test('the same body twice, and from two peers at once: one event', async () => {
    const alert = toAlert()
    await Promise.all([tell(at, alert), tell(at, alert), hook(at, toWebhook([alert], { externalURL: 'http://other' }))])
    expect(await tell(at, alert)).toBe(1)
    await opens(alert)
    expect(await toldOf(at, alert)).toEqual(['alert.firing'])
  })

  test('resolved before firing: it stays closed, and the next episode opens', async () => {
    const alert = toAlert()
    await tell(at, { ...alert, status: 'resolved', endsAt: '2026-11-22T17:47:00Z' })
    await tell(at, alert)
    expect(await rowOf(at, alert)).toBeUndefined()
    const next = { ...alert, startsAt: '2026-11-22T18:00:00Z' }
    await tell(at, next)
    await opens(next)
    // The end of the former one, late: the new one is not closed by it.
    await tell(at, { ...alert, status: 'resolved', endsAt: '2026-11-22T17:47:01Z' })
    expect((await rowOf(at, next))?.startsAt).toBe('2026-11-22T18:00:00Z')
  })

  test('a time in the future is taken as it is said; the event bears the time of its arrival', async () => {
    const alert = toAlert({ startsAt: '2036-01-01T00:00:00Z' })
    const sentAt = Date.now()
    await tell(at, alert)
    await opens(alert)
    expect((await rowOf(at, alert))?.startsAt).toBe('2036-01-01T00:00:00Z')
    const page = await (await fetch(new URL('api/v1/events?types=alert.firing&limit=1', at.url))).json()
    const [last] = (page as { events: { event: { time: string } }[] }).events
    expect(Date.parse(last?.event.time ?? '')).toBeGreaterThanOrEqual(sentAt - 1_000)
    expect(Date.parse(last?.event.time ?? '')).toBeLessThanOrEqual(Date.now() + 1_000)
    await tell(at, { ...alert, status: 'resolved' })
    expect(await rowOf(at, alert)).toBeUndefined()
  })
})

describe('as a real Alertmanager wrote it', () => {
  test("each alert's own status counts, not the group's", async () => {
    const truncated = recorded('webhook-truncated').body
    const partly = recorded('webhook-partially-resolved').body
    expect((await shaped(WebhookStored, await hook(at, truncated))).stored).toBe(3)
    expect((await shaped(WebhookStored, await hook(at, partly))).stored).toBe(3)
    const open = async () => (await list(at)).alerts.value?.filter(({ alertname }) => alertname === 'Multi') ?? []
    await whenOpen('two are left', async () => (await open()).length === 2)
    expect((await open()).map(({ labels }) => labels['instance'])).toEqual(['i2', 'i3'])
  })
})
