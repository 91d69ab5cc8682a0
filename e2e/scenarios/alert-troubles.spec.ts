import {
  acknowledge,
  acksInForce,
  alertRows,
  countToasts,
  heldBy,
  openAlerts,
  toastsOf,
  unreadOf,
} from '../support/alertsPage.ts'
import type { SentAlert } from '../support/alertWorld.ts'
import { timed } from '../support/latencies.ts'
import { expectNothingGreen } from '../support/nothingGreen.ts'
import { expect, test } from '../support/scenario.ts'

const STORM = 1_000
const STORM_MS = 10_000
const TICK_MS = 100
const STORM_TOASTS = 5
const FLAPS = 10
const LONG = { timeout: 60_000 }

test('[ALERTS-4] a storm of a thousand alerts in ten seconds is a handful of toasts, and the whole of it is there to read', async ({
  browser,
  alertWorld,
}) => {
  const page = await browser.newPage()
  const readToasts = await countToasts(page)
  await openAlerts(page, alertWorld.panel)
  const alerts = Array.from({ length: STORM }, (_none, n): SentAlert => {
    const severity = n % 3 === 0 ? 'warning' : 'critical'
    return { alertname: 'StormAlert', instance: `host-${n}`, severity, module: n % 2 === 0 ? 'finbot' : 'mubot' }
  })
  const ticks = STORM_MS / TICK_MS
  const startedAt = Date.now()
  for (let tick = 0; tick < ticks; tick += 1) {
    // The pace of the storm, not a wait for an outcome.
    await page.waitForTimeout(Math.max(0, startedAt + tick * TICK_MS - Date.now()))
    await alertWorld.post(...alerts.slice((tick * STORM) / ticks, ((tick + 1) * STORM) / ticks))
    // In the middle of it the page answers to hands.
    if (tick === ticks / 2) await page.getByRole('combobox', { name: 'Filter of alerts' }).fill('instance=host-7')
  }
  await expect(page.getByText(/^1 of /).first()).toBeVisible(LONG)
  await page.getByRole('combobox', { name: 'Filter of alerts' }).fill('')
  await timed('all of a storm of 1,000 is listed', () =>
    expect(page.getByText('1,000 of 1,000').first()).toBeVisible(LONG),
  )
  await expect.poll(() => unreadOf(page), LONG).toBeGreaterThanOrEqual(STORM)
  const { all } = await readToasts()
  expect(all).toBeGreaterThan(0)
  expect(all).toBeLessThanOrEqual(STORM_TOASTS)

  for (let at = 0; at < STORM; at += 100) await alertWorld.resolve(...alerts.slice(at, at + 100))
  await timed('the end of a storm of 1,000 is shown', () => expect(page.getByText('No open alert')).toBeVisible(LONG))
  await page.close()
})

test('[ALERTS-5] an alert that comes and goes ten times is one toast, in its place', async ({
  browser,
  alertWorld,
}) => {
  const page = await browser.newPage()
  const readToasts = await countToasts(page)
  await openAlerts(page, alertWorld.panel)
  const flapping = { alertname: 'FlappingAlert', annotations: { summary: 'It comes and goes' } }
  const toast = toastsOf(page, 'FlappingAlert')
  for (let turn = 1; turn <= FLAPS; turn += 1) {
    await alertWorld.post(flapping)
    await expect(alertRows(page, 'FlappingAlert')).toHaveCount(1)
    await expect(toast).toHaveCount(1)
    if (turn > 1) await expect(toast).toContainText(`×${turn}`)
    await alertWorld.resolve(flapping)
    await expect(alertRows(page, 'FlappingAlert')).toHaveCount(0)
    await expect(toast).toContainText(/resolved/i)
  }
  expect((await readToasts()).all).toBe(1)
  await page.close()
})

test('[ALERTS-6] an alert whose webhook never comes is found by asking, and so is its end', async ({
  browser,
  alertWorld,
}) => {
  const page = await browser.newPage()
  await openAlerts(page, alertWorld.untold)
  await alertWorld.post({ alertname: 'UntoldAlert' })
  await timed('an alert without a webhook is a toast', () => expect(toastsOf(page, 'UntoldAlert')).toBeVisible())
  await expect(alertRows(page, 'UntoldAlert')).toHaveCount(1)
  await alertWorld.resolve({ alertname: 'UntoldAlert' })
  await timed('the end of an alert without a webhook is shown', () =>
    expect(alertRows(page, 'UntoldAlert')).toHaveCount(0),
  )
  await page.close()
})

test('[ALERTS-7] with Alertmanager gone the list keeps what was known and says so, with nothing green, and comes back', async ({
  browser,
  alertWorld,
}) => {
  const page = await browser.newPage()
  await openAlerts(page, alertWorld.panel)
  await alertWorld.post({ alertname: 'KeptAlert' })
  const row = alertRows(page, 'KeptAlert')
  await expect(row).toBeVisible()
  await alertWorld.alertmanager.kill()
  await timed('the page says that Alertmanager is gone', () =>
    expect(page.getByRole('heading', { name: 'No Alertmanager answers' })).toBeVisible(LONG),
  )
  await expect(row).toBeVisible()
  await expect(page.getByText(/stale since/i).first()).toBeVisible()
  await expectNothingGreen(page)
  await acknowledge(page, row)
  await expect(page.getByText('1 alert was not changed')).toBeVisible()

  await alertWorld.alertmanager.restart()
  await timed('the page says that Alertmanager is back', () =>
    expect(page.getByRole('heading', { name: 'No Alertmanager answers' })).toBeHidden(LONG),
  )
  // It has forgotten its alerts; that is no end. Prometheus tells it again, and then that it is over.
  await expect(row).toBeVisible()
  await alertWorld.post({ alertname: 'KeptAlert' })
  await expect.poll(() => heldBy(alertWorld.panel, 'KeptAlert'), LONG).toBe(1)
  await alertWorld.resolve({ alertname: 'KeptAlert' })
  await expect(row).toHaveCount(0, LONG)
  await page.close()
})

test('[ALERTS-9] what one takes is gone from another screen, and comes back when it is given back', async ({
  browser,
  alertWorld,
}) => {
  const openAs = async (role: string) => {
    const page = await (await browser.newContext({ extraHTTPHeaders: { 'x-nobet-role': role } })).newPage()
    await openAlerts(page, alertWorld.panel)
    return page
  }
  const [mine, others] = [await openAs('operator'), await openAs('admin')]
  await alertWorld.post({ alertname: 'SharedAlert' })
  await expect(toastsOf(mine, 'SharedAlert')).toBeVisible()
  await expect(toastsOf(others, 'SharedAlert')).toBeVisible()
  await acknowledge(mine, alertRows(mine, 'SharedAlert'))
  await timed('an acknowledged alert leaves another browser', () =>
    expect(toastsOf(others, 'SharedAlert')).toHaveCount(0),
  )
  await expect(alertRows(others, 'SharedAlert')).toContainText('local-operator')

  await alertRows(others, 'SharedAlert').getByRole('button', { name: 'Take back' }).click()
  await expect(toastsOf(mine, 'SharedAlert')).toContainText('local-admin took the acknowledgement back')
  await acknowledge(others, alertRows(others, 'SharedAlert'))
  await expect(toastsOf(mine, 'SharedAlert')).toHaveCount(0)
  // Silenced: nobody tells its end, and it is noticed all the same.
  await alertWorld.resolve({ alertname: 'SharedAlert' })
  await expect(alertRows(mine, 'SharedAlert')).toHaveCount(0)
  await expect.poll(() => acksInForce(alertWorld.panel)).toBe(0)
  for (const page of [mine, others]) await page.context().close()
})
