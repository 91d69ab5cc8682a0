import type { LoggedEvent } from '@nobet/contracts'
import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { RING_ROWS } from '../../live/eventRing.ts'
import { buildModule, NOW, renderApp } from '../../testing/renderApp.tsx'
import '../../ui/tokens.css'
import '../../ui/base.css'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

type App = Awaited<ReturnType<typeof renderApp>>
const open: App[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.unmount()
})

const event = (n: number): LoggedEvent => ({
  specversion: '1.0',
  id: `id-${n}`,
  source: '/modules/finbot',
  type: n % 2 === 0 ? 'mcp.context.updated' : 'com.example.posted',
  time: new Date(NOW - (RING_ROWS - n) * 10).toISOString(),
  severity: n % 100 === 0 ? 'critical' : 'info',
  module: 'finbot',
  data: { summary: `number ${n}` },
})

async function openFull(path = '/events') {
  const events = Array.from({ length: RING_ROWS }, (_, at) => event(at + 1))
  const app = await renderApp({ path, events, modules: [buildModule()] })
  open.push(app)
  await app.until(() => expect(shownRows(app).length).toBeGreaterThan(3))
  return app
}
const shownRows = ({ host }: App) => [...host.querySelectorAll<HTMLElement>('[data-slot]:not([hidden])')]
const topText = (app: App) => shownRows(app)[0]?.textContent ?? ''

test('a full ring puts no more rows into the page than the screen takes', async () => {
  const app = await openFull()
  expect(app.host.querySelectorAll('[data-slot]').length).toBeLessThan(200)
  expect(topText(app)).toContain(`number ${RING_ROWS}`)
  await app.until(() => expect(app.host.textContent).toContain('10,000 of 10,000'))
  const grid = app.host.querySelector('[role=grid]')
  await app.until(() => expect(grid?.getAttribute('aria-rowcount')).toBe(String(RING_ROWS + 1)))
})

test('the filter of a link is applied and told as chips', async () => {
  const app = await openFull('/events?q=severity%3Dcritical%20type%3Amcp.*')
  await app.until(() => expect(app.host.textContent).toContain('100 of 10,000'))
  expect(topText(app)).toContain(`number ${RING_ROWS}`)
  expect(app.host.textContent).toContain('severity:critical')
})

test('keys move through rows that stay put, Enter opens one and Escape closes it', async () => {
  const app = await openFull()
  await app.press('j')
  await app.press('j')
  await app.until(() => expect(shownRows(app)[1]?.dataset['active']).toBe('true'))
  expect(app.host.textContent).toContain('while you read')
  const grid = app.host.querySelector('[role=grid]')
  await act(
    async () =>
      void grid?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })),
  )
  await app.until(() => expect(app.router.state.location.search).toMatchObject({ sel: `e:${RING_ROWS - 1}` }))
  await app.until(() => expect(document.body.textContent).toContain('"summary": '))
  await app.press('Escape')
  await app.until(() => expect(app.router.state.location.search).not.toHaveProperty('sel'))
})
