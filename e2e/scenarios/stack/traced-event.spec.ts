import { randomBytes } from 'node:crypto'
import { expectAccessible } from '../../support/accessibility.ts'
import { ask } from '../../support/ask.ts'
import { openLive, setAppearance } from '../../support/panelPage.ts'
import { publish, toEvent } from '../../support/publish.ts'
import { expect, test } from '../../support/scenario.ts'

const PAINTED = /nobet_event_delivery_seconds_count\{transport="websocket",stage="paint"\} [1-9]/
const PATIENT = { timeout: 60_000 }

test('[FIGURES-4] one trace shows an event from publishing to the paint in a browser', async ({ browser, stack }) => {
  const page = await browser.newPage()
  await openLive(page, `${stack.panel}/events`)
  // Browsers report after their first screen; the panel's own probes are events enough.
  await expect.poll(async () => (await ask(`${stack.panel}/metrics`)).body, PATIENT).toMatch(PAINTED)

  const traceId = randomBytes(16).toString('hex')
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`
  expect((await publish(stack.panel, { ...toEvent({}), traceparent })).status).toBe(202)

  const reader = await browser.newPage()
  const road = reader.getByRole('list', { name: 'Road of the event' })
  await expect(async () => {
    await reader.goto(`${stack.panel}/traces/${traceId}`)
    await expect(road.getByRole('button')).toHaveText([/^publish/, /^append/, /^send/, /^receive/, /^paint/])
  }).toPass(PATIENT)
})

/** The light theme too with NOBET_LONG=1; every screen without real figures has both. */
const THEMES = process.env['NOBET_LONG'] === '1' ? (['dark', 'light'] as const) : (['dark'] as const)

for (const theme of THEMES)
  test(`[UI-1] figures from real servers pass axe too, ${theme}`, async ({ page, stack }) => {
    await setAppearance(page, { theme })
    await openLive(page, `${stack.panel}/explore?q=up`)
    await expect(page.getByRole('main').locator('canvas').first()).toBeVisible()
    await expectAccessible(page, 'Metrics page')
    await page.goto(`${stack.panel}/modules/finbot`)
    await expect(page.getByRole('region', { name: 'Metrics', exact: true }).locator('canvas').first()).toBeVisible(
      PATIENT,
    )
    await expectAccessible(page, 'metric panels')
    await page.goto(`${stack.panel}/traces`)
    await expect(page.getByRole('main').getByRole('row').nth(1)).toBeVisible(PATIENT)
    await expectAccessible(page, 'traces')
  })
