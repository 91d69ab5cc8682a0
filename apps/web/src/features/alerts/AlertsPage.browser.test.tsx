import type { AlertRow } from '@nobet/contracts'
import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { ago, NOW, renderApp } from '../../testing/renderApp.tsx'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { buildAlert, buildList } from './testing/buildAlert.ts'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

type App = Awaited<ReturnType<typeof renderApp>>
const open: App[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.unmount()
})

const sessionOf = (role: string, permissions: readonly string[]) => ({
  user: { name: 'Elif Demir', role },
  auth: 'none',
  permissions,
})
const OPERATOR = sessionOf('operator', ['alerts:read', 'alerts:ack', 'silences:write', 'alerts:drill'])
const VIEWER = sessionOf('viewer', ['alerts:read'])

async function openPage(
  alerts: readonly AlertRow[],
  answers: Readonly<Record<string, unknown>> = {},
  path = '/alerts',
) {
  const app = await renderApp({ path, answers: { '/session': OPERATOR, '/alerts': buildList(alerts), ...answers } })
  open.push(app)
  await app.until(() => expect(app.host.querySelector('main h1')).not.toBeNull())
  return app
}
const shows = async (app: App, text: string) => app.until(() => expect(document.body.textContent).toContain(text))
const button = (name: string, within: ParentNode = document.body): HTMLButtonElement => {
  const found = [...within.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name)
  if (found === undefined) throw new Error(`no button ${name}`)
  return found
}
const click = (element: HTMLElement) => act(async () => element.click())
const type = (element: HTMLInputElement | HTMLTextAreaElement, value: string) =>
  act(async () => {
    const proto = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
    // React hears of a value only when it is set past its own setter.
    Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(element, value)
    element.dispatchEvent(new Event('input', { bubbles: true }))
  })
const names = ({ host }: App) =>
  [...host.querySelectorAll('[data-kind=alert]')].map((row) => row.querySelector('p button')?.textContent)

const redis = buildAlert({ fingerprint: 'r', alertname: 'RedisDown', severity: 'critical' })
const slow = buildAlert({ fingerprint: 's', alertname: 'McpModuleSlow', module: 'mubot' })
const quiet = buildAlert({
  fingerprint: 'q',
  alertname: 'RedisHitRatioLow',
  state: 'suppressed',
  inhibitedBy: [{ fingerprint: 'r', alertname: 'RedisDown' }],
})

test('the worst comes first, what its cause keeps quiet is folded and explained', async () => {
  const app = await openPage([slow, quiet, redis], {}, '/alerts?by=name')
  await shows(app, 'Watchdog seen 12 s ago')
  expect(names(app)).toEqual(['RedisDown', 'McpModuleSlow'])
  await shows(app, '1 inhibited: RedisHitRatioLow')
  await click(button('Show'))
  await shows(app, 'Pages nobody while its cause RedisDown is open.')
})

test('a filter of a link narrows the list; a fault says where and changes nothing', async () => {
  const app = await openPage([slow, redis], {}, '/alerts?q=alertname%3ARedis*')
  await app.until(() => expect(names(app)).toEqual(['RedisDown']))
  const box = app.host.querySelector<HTMLInputElement>('main [role=combobox]')
  if (box === null) throw new Error('no filter')
  await type(box, 'alertname:Redis* severity>=loud')
  await shows(app, 'At 18, “severity>=loud”: severities are critical')
  expect(names(app)).toEqual(['RedisDown'])
  await type(box, 'module:mubot')
  await app.until(() => expect(names(app)).toEqual(['McpModuleSlow']))
  expect(app.router.state.location.search).toMatchObject({ q: 'module:mubot' })
})

test('an acknowledgement is asked with its length, shown as pending, then with its owner, and can be undone', async () => {
  let acknowledged: AlertRow['acknowledged']
  const asked: unknown[] = []
  let release = () => {}
  const answer = new Promise<void>((resolve) => {
    release = resolve
  })
  const app = await openPage([], {
    '/alerts': () => Response.json(buildList([acknowledged === undefined ? redis : { ...redis, acknowledged }])),
    '/r/ack': async (init: RequestInit) => {
      asked.push(typeof init.body === 'string' ? JSON.parse(init.body) : init.method)
      if (init.method === 'DELETE') {
        acknowledged = undefined
        return new Response(null, { status: 204 })
      }
      await answer
      acknowledged = { by: 'Elif Demir', at: ago(0), until: new Date(NOW + 4 * 3_600_000).toISOString() }
      return Response.json({ fingerprint: 'r', acknowledged })
    },
  })
  await shows(app, 'nobody yet')
  await app.press('j')
  await app.press('j')
  await app.press('a')
  await shows(app, 'Acknowledge RedisDown')
  await shows(app, 'Until 18:02, Europe/Istanbul (UTC+3)')
  const dialog = document.querySelector('dialog')
  await click(button('Acknowledge', dialog ?? document.body))
  await shows(app, 'acknowledging, not confirmed yet')
  release()
  await shows(app, 'RedisDown is acknowledged')
  await shows(app, 'Elif Demir since 14:02')
  expect(asked[0]).toEqual({ durationMs: 4 * 3_600_000 })
  await click(button('Undo'))
  await shows(app, 'RedisDown is taken back')
  expect(asked[1]).toBe('DELETE')
})

test('of several acknowledgements each that fails says why, in the words of who refused', async () => {
  const app = await openPage([redis, slow], {
    '/r/ack': { fingerprint: 'r', acknowledged: { by: 'Elif Demir', at: ago(0) } },
    '/s/ack': () =>
      Response.json({ type: 'x', title: 'no', status: 422, detail: 'bad matcher format' }, { status: 422 }),
  })
  await shows(app, 'RedisDown')
  for (const box of app.host.querySelectorAll<HTMLElement>('main input[type=checkbox]')) await click(box)
  await shows(app, '2 selected')
  await click(button('Acknowledge 2'))
  await click(button('Acknowledge 2 alerts'))
  await shows(app, '1 alert was not changed')
  await shows(app, 'RedisDown is acknowledged')
  const failures = app.host.querySelector('main [role=status] ul')
  expect(failures?.textContent).toBe('McpModuleSlow bad matcher format')
})

test('a viewer sees why the hands are off', async () => {
  const app = await openPage([redis], { '/session': VIEWER })
  await shows(app, 'RedisDown')
  await app.until(() => expect(button('Acknowledge').disabled).toBe(true))
  expect(button('Acknowledge').title).toContain('Your role is viewer')
})

test('a silence that would mute everything is refused beside its matchers, before the server is asked', async () => {
  let saved = 0
  const app = await openPage(
    [redis],
    {
      '/silences': () => {
        saved += 1
        return Response.json({ id: 'new' }, { status: 201 })
      },
      '/silences/preview': { count: 1, alerts: [redis], refusal: 'everything' },
    },
    `/alerts?silence=new&m=${encodeURIComponent(JSON.stringify(['severity=~.*']))}`,
  )
  await shows(app, 'These matchers hit every alert')
  await shows(app, 'Hits 1 alert now')
  await shows(app, '1 of them has no owner')
  await click(button('Silence', document.querySelector('dialog') ?? document.body))
  expect(saved).toBe(0)
  const value = document.querySelector<HTMLInputElement>('dialog input[aria-label=value]')
  if (value === null) throw new Error('no value')
  await type(value, 'critical')
  await shows(app, 'Say why')
  expect(document.body.textContent).not.toContain('These matchers hit every alert')
  const why = document.querySelector('dialog textarea')
  if (!(why instanceof HTMLTextAreaElement)) throw new Error('no comment')
  await type(why, 'Redis resize')
  await click(button('Silence', document.querySelector('dialog') ?? document.body))
  await app.until(() => expect(saved).toBe(1))
  await app.until(() => expect(document.querySelector('dialog')).toBeNull())
})

test('five thousand alerts put only what is on screen into the page', async () => {
  const many = Array.from({ length: 5_000 }, (_, n) =>
    buildAlert({ fingerprint: `f${n}`, alertname: `Alert${n % 10}`, module: `m${n % 20}` }),
  )
  const app = await openPage(many, {}, '/alerts?by=module')
  await app.until(() => expect(app.host.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('5020'))
  expect(app.host.querySelectorAll('[role=row]').length).toBeLessThan(80)
  const [head] = app.host.querySelectorAll<HTMLElement>('[data-kind=group] button')
  if (head === undefined) throw new Error('no group')
  await click(head)
  await app.until(() => expect(app.host.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('4770'))
})

test('a missing Watchdog says that the monitor itself is blind, and an empty list proves nothing', async () => {
  const list = buildList([], { watchdog: { state: 'missing', lastSeenAt: ago(211_000) } })
  const app = await openPage([], { '/alerts': list })
  await shows(app, 'The monitor itself is blind: Watchdog missing since 13:58')
  await shows(app, 'the list cannot prove it now')
  expect(app.host.textContent).not.toContain('the road of alerts is open')
})

test('with Alertmanager away the last picture stays, marked, and nothing on it is green', async () => {
  const list = buildList([redis], {
    peers: [{ url: 'http://am1.test:9093', state: 'unavailable', lastOkAt: ago(90_000), error: 'refused' }],
  })
  const stale = {
    ...list,
    alerts: { ...list.alerts, freshness: 'stale', observedAt: ago(90_000), error: { code: 'x', message: 'refused' } },
  }
  const app = await openPage([], { '/alerts': stale })
  await shows(app, 'No Alertmanager answers')
  await shows(app, 'RedisDown')
  expect(app.host.querySelector('[data-provenance=stale]')).not.toBeNull()
  expect(app.host.querySelectorAll('main [data-tone=ok][data-known=now]')).toHaveLength(0)
})

test('without an Alertmanager it says which key to set', async () => {
  const none = buildList([], {
    alerts: { value: [], source: 'alertmanager', freshness: 'not_configured', observedAt: null, error: null },
    watchdog: { state: 'not_configured', lastSeenAt: null },
    peers: [],
  })
  const app = await openPage([], { '/alerts': none })
  await shows(app, 'NOBET_ALERTMANAGER_URL')
  expect(app.host.querySelector('main [role=grid]')).toBeNull()
})

test('whom the server refuses sees which role it takes', async () => {
  const refuse = () => Response.json({ type: 'x', title: 'no', status: 403 }, { status: 403 })
  const app = await openPage([], { '/alerts': refuse })
  await shows(app, 'Alerts need a role')
  expect(names(app)).toEqual([])
})
