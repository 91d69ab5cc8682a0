import type { Page } from '@playwright/test'
import { ask } from '../../support/ask.ts'
import { timed } from '../../support/latencies.ts'
import { expectLook, openMetricPanels, readStaleSince, watchForBlanks } from '../../support/metricPanels.ts'
import { MODULE_IDS } from '../../support/product.ts'
import { openLive, stateOf } from '../../support/panelPage.ts'
import { expect, test } from '../../support/scenario.ts'
import type { Stack } from '../../support/stack.ts'

/** As high as all panels: a chart that is not on screen is not asked for. */
const SCREEN = { viewport: { width: 1440, height: 2_400 }, timezoneId: 'UTC' }
/** Panels ask every 15 s, and look at figures of twice that age as old: the last answer is younger when trouble begins. */
const LAST_ANSWER_MS = 30_000
const PATIENT = { timeout: 90_000 }

const TROUBLES = [
  {
    what: 'hangs',
    begin: async (stack: Stack) => stack.signal('prometheus', 'SIGSTOP'),
    end: async (stack: Stack) => stack.signal('prometheus', 'SIGCONT'),
  },
  {
    what: 'is gone',
    begin: (stack: Stack) => stack.kill('prometheus'),
    end: (stack: Stack) => stack.revive('prometheus', `${stack.prometheus}/-/ready`),
  },
] as const

/** A Prometheus that is gone takes two minutes to live through: seen with NOBET_LONG=1, and without a browser always. */
const SEEN = process.env['NOBET_LONG'] === '1' ? TROUBLES : TROUBLES.slice(0, 1)

for (const { what, begin, end } of SEEN)
  test(`[FIGURES-3] while Prometheus ${what} the panels keep their figures and tell their age, then go on`, async ({
    browser,
    stack,
  }) => {
    test.slow()
    const overview = await browser.newPage(SCREEN)
    await openLive(overview, `${stack.panel}/`)
    const source = sourceOn(overview, 'prometheus')
    await expect(source).toContainText('live')
    const page = await browser.newPage(SCREEN)
    const panels = await openMetricPanels(page, `${stack.panel}/modules/finbot`)
    const readBlanks = await watchForBlanks(page)

    const beganAt = Date.now()
    await begin(stack)
    try {
      await timed(`panels say that they are old when Prometheus ${what}`, () => expectLook(panels, 'stale'))
      const since = await readStaleSince(panels)
      expect(Math.max(...since)).toBeLessThanOrEqual(beganAt + 1_000)
      expect(Math.min(...since)).toBeGreaterThanOrEqual(beganAt - LAST_ANSWER_MS - 1_000)
      await expect(source).not.toContainText('live', PATIENT)
      for (const id of MODULE_IDS) await expect(stateOf(overview, id)).toHaveText('Healthy')
    } finally {
      await end(stack)
    }
    await timed(`panels are live again after Prometheus ${what}`, () => expectLook(panels, 'live'))
    await expect(source).toContainText('live', PATIENT)
    expect(await readBlanks()).toEqual([])
  })

test('[FIGURES-3] through the proxy the same answer is live, cached and stale, with its true age, and live again', async ({
  stack,
}) => {
  // No other question is like it, so nobody else's answer serves it.
  const query = new URLSearchParams({ query: `vector(${Date.now()})` })
  let answeredAt = 0
  const read = async () => {
    const { status, headers } = await ask(`${stack.panel}/api/prometheus/api/v1/query?${query}`)
    const state = headers['x-nobet-state']
    if (state === 'live') answeredAt = Date.now()
    return { status, state, ageMs: Number(headers['age']) * 1_000 }
  }
  const becomes = async (state: string) => {
    await expect.poll(async () => (await read()).state, { ...PATIENT, intervals: [20] }).toBe(state)
  }
  await becomes('live')
  await becomes('cached')
  await stack.kill('prometheus')
  try {
    await becomes('stale')
    await expect.poll(async () => (await read()).ageMs, PATIENT).toBeGreaterThanOrEqual(3_000)
    const { status, ageMs } = await read()
    expect(status).toBe(200)
    expect(Math.abs(Date.now() - answeredAt - ageMs)).toBeLessThan(2_000)
  } finally {
    await stack.revive('prometheus', `${stack.prometheus}/-/ready`)
  }
  await becomes('live')
})

const sourceOn = (page: Page, id: string) =>
  page
    .getByRole('region', { name: 'Sources' })
    .locator('div', { has: page.locator('b', { hasText: new RegExp(`^${id}$`) }) })
    .last()
