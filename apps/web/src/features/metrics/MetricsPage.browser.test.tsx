import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { ago, NOW, renderApp } from '../../testing/renderApp.tsx'
import '../../ui/tokens.css'
import '../../ui/base.css'
import parse from './fixtures/prometheus-error-parse-400.json'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

type App = Awaited<ReturnType<typeof renderApp>>
const open: App[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.unmount()
  localStorage.removeItem('nobet.metrics.history')
})

const at = Math.floor(NOW / 1_000)
const HEADERS = { 'x-nobet-state': 'live', age: '0', date: new Date(NOW).toUTCString() }
const success =
  (data: object, headers = HEADERS) =>
  () =>
    Response.json({ status: 'success', data }, { headers })
const matrix = (count: number) =>
  success({
    resultType: 'matrix',
    result: Array.from({ length: count }, (_, n) => ({ metric: { n: String(n) }, values: [[at - 60, '1']] })),
  })
const vector = (count: number) =>
  success({
    resultType: 'vector',
    result: Array.from({ length: count }, (_, n) => ({ metric: { n: String(n) }, value: [at, String(n)] })),
  })
const source = (state: string) => ({
  sources: [
    { id: 'prometheus', kind: 'prometheus', state, since: ago(0), lastOkAt: null, publicUrl: 'http://prom.test:9090' },
  ],
})
const EVENTS = { events: [], cursor: 'e:0', recovery: { state: 'complete', recovered: 0, lost: 0 } }

async function openPage(search: string, answers: Readonly<Record<string, unknown>> = {}, configured = 'live') {
  const shared = { '/sources': source(configured), '/events': EVENTS }
  const app = await renderApp({ path: `/explore?${search}`, answers: { ...shared, ...answers } })
  open.push(app)
  return app
}
const shows = (app: App, text: string) => app.until(() => expect(app.host.textContent).toContain(text))
const link = (q: readonly string[]) => `q=${encodeURIComponent(JSON.stringify(q))}`

test('a link with a query draws it, counts honestly and leads to Prometheus', async () => {
  const app = await openPage(`${link(['up'])}&range=15m`, { '/query_range': matrix(812) })
  await shows(app, 'Showing 50 of 812 series')
  await app.until(() => expect(app.host.querySelector('canvas')).not.toBeNull())
  const out = [...app.host.querySelectorAll('a')].find(({ textContent }) => textContent === 'Open in Prometheus')
  expect(new URL(out?.href ?? '').searchParams.get('g0.range_input')).toBe('15m')
})

test('one wrong query says where it is wrong and blanks no other', async () => {
  let asked = 0
  const answer = () => {
    asked += 1
    return asked === 1 ? Response.json(parse.body, { status: 400 }) : matrix(2)()
  }
  const app = await openPage(`${link(['rate(', 'up'])}`, { '/query_range': answer })
  await shows(app, '1:5: parse error: unclosed left parenthesis')
  await shows(app, '2 series')
  await app.until(() => expect(app.host.querySelector('[data-provenance=partial]')?.textContent).toContain('1 of 2'))
})

test('a long table puts only what is on screen into the page', async () => {
  const app = await openPage(`${link(['up'])}&mode=instant`, { '/query': vector(1_500) })
  await app.until(() => expect(app.host.querySelector('[role=table]')?.getAttribute('aria-rowcount')).toBe('1501'))
  expect(app.host.querySelectorAll('[role=row]').length).toBeLessThan(100)
})

test('an answer that was kept because Prometheus failed is never shown as live', async () => {
  const old = { ...HEADERS, 'x-nobet-state': 'stale', age: '90' }
  const body = { resultType: 'vector', result: [{ metric: { n: '1' }, value: [at, '1'] }] }
  const app = await openPage(`${link(['up'])}&mode=instant`, { '/query': success(body, old) })
  await app.until(() =>
    expect(app.host.querySelector('[data-provenance]')?.textContent).toContain('stale since 14:00:39'),
  )
  expect(app.host.textContent).toContain('not renewed since')
})

test('without Prometheus it says which key to set; without permission, who may', async () => {
  const none = await openPage('', {}, 'not_configured')
  await shows(none, 'NOBET_PROMETHEUS_URL')
  const problem = { type: 'urn:nobet:problem:forbidden', title: 'Forbidden', status: 403, detail: 'limited to finbot' }
  const refuse = () => Response.json(problem, { status: 403 })
  const limited = await openPage(link(['up']), { '/query_range': refuse })
  await shows(limited, 'limited to finbot')
  await limited.until(() => expect(limited.host.textContent).toContain('Module pages show yours'))
})

test('stopping a query aborts it', async () => {
  let signal: AbortSignal | null | undefined
  const hang = (init: RequestInit) => {
    signal = init.signal
    return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
  }
  const app = await openPage(link(['up']), { '/query_range': hang })
  await shows(app, 'asking…')
  const cancel = [...app.host.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel')
  await act(async () => cancel?.click())
  await shows(app, 'Cancelled before an answer came')
  expect(signal?.aborted).toBe(true)
})

test('an address that asks for nonsense is told so, and answered with the default', async () => {
  const app = await openPage(`${link(['up'])}&from=2026-11-22T10:00:00Z&to=2026-11-22T09:00:00Z&refresh=7s`, {
    '/query_range': matrix(1),
  })
  await shows(app, 'The end is not after the beginning. Shown instead: Last 1 h')
  await app.until(() => expect(app.host.textContent).toContain('The address asked for refresh “7s”'))
})

test('a step too fine for the range is not asked, and says the least that could be', async () => {
  const app = await openPage(`${link(['up'])}&range=7d&step=1s`)
  await shows(app, 'at least 55s for this range')
  await app.until(() => expect(app.host.textContent).toContain('Not asked: the step does not fit'))
})
