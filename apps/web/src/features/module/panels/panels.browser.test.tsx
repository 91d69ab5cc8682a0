import type { ModulePanels, PanelColumns, PanelView, Sourced } from '@nobet/contracts'
import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { ago, buildModule, NOW, renderApp } from '../../../testing/renderApp.tsx'
import '../../../ui/tokens.css'
import '../../../ui/base.css'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

type App = Awaited<ReturnType<typeof renderApp>>
const open: App[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.unmount()
})

const STEP_MS = 60_000
const columns: PanelColumns = {
  times: Array.from({ length: 31 }, (_, at) => NOW - (30 - at) * STEP_MS),
  series: [{ name: 'tool_error', values: Array.from({ length: 31 }, (_, at) => (at < 10 ? null : 0.02)) }],
  stepMs: STEP_MS,
  from: NOW - 30 * STEP_MS,
  to: NOW,
}
const answer = (over: Partial<Sourced<PanelColumns>> = {}): Sourced<PanelColumns> => ({
  value: columns,
  source: 'prometheus',
  freshness: 'live',
  observedAt: ago(1_000),
  error: null,
  ...over,
})
const gone = { value: null, observedAt: null } as const
const panel = (id: string, over: Partial<PanelView> = {}): PanelView => ({
  id,
  title: `Panel ${id}`,
  unit: 'ratio',
  kind: 'lines',
  promql: 'up',
  legend: '',
  thresholds: [],
  origin: 'config',
  ...over,
})

async function openWith(answers: Readonly<Record<string, unknown>>, list: Partial<ModulePanels> = {}) {
  const panels = Object.keys(answers).map((id) => panel(id))
  const all: ModulePanels = {
    module: 'finbot',
    panels,
    storage: 'memory',
    prometheusUrl: 'http://prometheus.test',
    grafanaUrl: null,
    ...list,
  }
  const app = await renderApp({
    path: '/modules/finbot',
    modules: [buildModule()],
    answers: {
      '/modules/finbot/panels': all,
      ...Object.fromEntries(Object.entries(answers).map(([id, body]) => [`/panels/${id}`, body])),
    },
  })
  open.push(app)
  return app
}
const cardOf = ({ host }: App, title: string): HTMLElement => {
  const card = [...host.querySelectorAll('section')].findLast((one) => one.querySelector('h2')?.textContent === title)
  if (card === undefined) throw new Error(`there is no panel ${title}`)
  return card
}
const chipOf = (card: HTMLElement) => card.querySelector('[data-provenance]')?.getAttribute('data-provenance')

test('each panel says its own state, and one that fails leaves the others', async () => {
  const refused = new Response(JSON.stringify({ type: 'about:blank', title: 'No', status: 403 }), { status: 403 })
  const app = await openWith({
    live: answer(),
    cached: answer({ freshness: 'cached' }),
    stale: answer({
      freshness: 'stale',
      observedAt: ago(90_000),
      error: { code: 'refused', message: 'connection refused' },
    }),
    aged: answer({ observedAt: ago(300_000) }),
    own: answer({ source: 'panel' }),
    empty: answer({ value: { ...columns, series: [] } }),
    broken: answer({ ...gone, freshness: 'unavailable', error: { code: 'bad_data', message: '1:5: parse error' } }),
    off: answer({ ...gone, freshness: 'not_configured' }),
    forbidden: () => refused.clone(),
  })
  const expected = {
    live: ['live', /tool error/],
    cached: ['cached', /tool error/],
    stale: ['stale', /Prometheus: connection refused/],
    aged: ['stale', /tool error/],
    own: ['live', /from the panel’s own probes/],
    empty: ['live', /Nothing observed in this range/],
    broken: ['gone', /1:5: parse error/],
    off: ['outline', /NOBET_PROMETHEUS_URL/],
    forbidden: ['outline', /Not for this role/],
  } as const
  for (const [id, [look, text]] of Object.entries(expected)) {
    await app.until(() => {
      const card = cardOf(app, `Panel ${id}`)
      card.scrollIntoView()
      expect([id, chipOf(card)]).toEqual([id, look])
      expect(card.textContent).toMatch(text)
    })
  }
  const isDrawn = (id: string) => cardOf(app, `Panel ${id}`).querySelector('canvas') !== null
  expect(Object.keys(expected).filter(isDrawn)).toEqual(['live', 'cached', 'stale', 'aged', 'own'])
})

test('what was on screen stays, stale, when its source goes', async () => {
  let now: Sourced<PanelColumns> = answer()
  const app = await openWith({ one: () => Response.json(now) })
  await app.until(() => expect(chipOf(cardOf(app, 'Panel one'))).toBe('live'))
  now = answer({ ...gone, freshness: 'unavailable', error: { code: 'refused', message: 'connection refused' } })
  await act(() => app.router.navigate({ to: '.', search: (search) => ({ ...search, refresh: '5s' }) }))
  await app.until(() => expect(chipOf(cardOf(app, 'Panel one'))).toBe('stale'))
  const card = cardOf(app, 'Panel one')
  expect(card.querySelector('canvas')).not.toBeNull()
  expect(card.textContent).toContain('Prometheus: connection refused')
})

test('an operator may remove a saved panel, and is told that memory forgets; a viewer sees neither way', async () => {
  const saved = panel('saved-1', { origin: 'saved', title: 'Jobs', savedBy: 'elif', savedAt: ago(60_000) })
  const session = (permissions: string[]) => ({ user: { name: 'elif', role: 'operator' }, auth: 'none', permissions })
  for (const may of [true, false]) {
    const app = await renderApp({
      path: '/modules/finbot',
      modules: [buildModule()],
      answers: {
        '/session': session(may ? ['panels:write'] : []),
        '/panels/saved-1': answer(),
        '/modules/finbot/panels': {
          module: 'finbot',
          panels: [saved],
          storage: 'memory',
          prometheusUrl: 'http://p.test',
          grafanaUrl: null,
        },
      },
    })
    await app.until(() => expect(cardOf(app, 'Jobs').textContent).toContain('saved by elif'))
    expect(app.host.textContent).toContain('lost when it restarts')
    await app.until(() => expect(app.host.textContent?.includes('Add a panel')).toBe(may))
    await act(async () => cardOf(app, 'Jobs').querySelector<HTMLButtonElement>('[aria-haspopup="menu"]')?.click())
    await app.until(() => expect(document.body.textContent).toContain('Explore in Metrics'))
    expect(document.body.textContent?.includes('Remove for everybody')).toBe(may)
    await app.unmount()
  }
})
