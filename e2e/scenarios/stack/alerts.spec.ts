import type { Browser, Page } from '@playwright/test'
import { acknowledge, acksInForce, alertRows, openAlerts, toastsOf } from '../../support/alertsPage.ts'
import { callTool } from '../../support/callTool.ts'
import { timed } from '../../support/latencies.ts'
import { expectLive, pillOf } from '../../support/panelPage.ts'
import { expectNothingGreen } from '../../support/nothingGreen.ts'
import { expect, test } from '../../support/scenario.ts'
import type { Stack } from '../../support/stack.ts'

/** A fault, three probes, a rule, its group: half a minute on a busy machine. */
const FIRES = { timeout: 90_000 }
const FAILING_CALLS = 100
/** A session may make twenty calls at once. */
const GOOD = { sessions: 10, calls: 15 }
const SCRAPED_TWICE_MS = 2_500

const openAs = async (browser: Browser, role: string, { panel }: Stack): Promise<Page> => {
  const context = await browser.newContext({ extraHTTPHeaders: { 'x-nobet-role': role } })
  const page = await context.newPage()
  await openAlerts(page, panel)
  return page
}

test('[ALERTS-1] a module hangs: on call is told, one takes it, all others see that at once, and its end ends the silence', async ({
  browser,
  stack,
}) => {
  const mine = await openAs(browser, 'operator', stack)
  const others = await openAs(browser, 'admin', stack)
  const name = /^McpModule(Down|Wedged)$/
  const told = /McpModule(Down|Wedged)/
  const pid = stack.modules['finbot']?.pid ?? 0
  process.kill(pid, 'SIGSTOP')
  try {
    await timed('a hanging module is an alert in two browsers', async () => {
      await expect(alertRows(mine, name)).toHaveCount(1, FIRES)
      await expect(alertRows(others, name)).toHaveCount(1, FIRES)
    })
    await expect(toastsOf(mine, told)).toBeVisible()
    await expect(toastsOf(others, told)).toBeVisible()
    await acknowledge(mine, alertRows(mine, name))
    await timed('who took an alert is shown in another browser', () =>
      expect(alertRows(others, name)).toContainText('local-operator'),
    )
    // The module's own toast explains the alert; nothing of it is open any more.
    await expect(toastsOf(others, told).filter({ hasNotText: '0 open' })).toHaveCount(0)
    await expect.poll(() => acksInForce(stack.panel)).toBe(1)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await timed('the end of an acknowledged alert is seen by asking', () =>
    expect(alertRows(others, name)).toHaveCount(0, FIRES),
  )
  await expect.poll(() => acksInForce(stack.panel), FIRES).toBe(0)
  await mine.context().close()
  await others.context().close()
})

test('[ALERTS-2] a tool fails: the burnt budget is a toast that its end replaces', async ({ browser, stack }) => {
  const page = await openAs(browser, 'admin', stack)
  const url = stack.modules['finbot']?.url ?? ''
  const [good, bad] = [{ from: 'USD' }, { from: 'none such' }]
  // Prometheus must have seen both kinds once before it sees them grow.
  expect(await callTool(url, 'get_rate', good, 1)).not.toContain('"isError":true')
  expect(await callTool(url, 'get_rate', bad, 1)).toContain('"isError":true')
  await page.waitForTimeout(SCRAPED_TWICE_MS)
  await callTool(url, 'get_rate', bad, FAILING_CALLS)
  const toast = toastsOf(page, 'McpErrorBudgetFastBurn')
  await timed('a failing tool is a toast', () => expect(toast).toBeVisible(FIRES))
  await expect(alertRows(page, 'McpErrorBudgetFastBurn')).toContainText('tool_error')
  await expect(toast).toHaveCount(1)

  for (let n = 0; n < GOOD.sessions; n += 1) {
    expect(await callTool(url, 'get_rate', good, GOOD.calls)).not.toContain('"isError":true')
  }
  await timed('the end of a failing tool replaces its toast', () => expect(toast).toContainText(/resolved/i, FIRES))
  await expect(toast).toHaveCount(1)
  await expect(alertRows(page, 'McpErrorBudgetFastBurn')).toHaveCount(0)
  await page.context().close()
})

test('[ALERTS-3] Prometheus is silent: the panel says that the monitor itself is blind, and when it is no more', async ({
  browser,
  stack,
}) => {
  const page = await openAs(browser, 'admin', stack)
  await expect(page.getByText('the road of alerts is open')).toBeVisible(FIRES)
  stack.signal('prometheus', 'SIGSTOP')
  try {
    await timed('a blind monitor is said', () =>
      expect(page.getByRole('heading', { name: /The monitor itself is blind/ })).toBeVisible(FIRES),
    )
  } finally {
    stack.signal('prometheus', 'SIGCONT')
  }
  await expect(page.getByText('the road of alerts is open')).toBeVisible(FIRES)
  await page.context().close()
})

test("[ALERTS-8] the panel's own Redis hangs: nothing on the page is called true, and it goes on by itself", async ({
  browser,
  stack,
}) => {
  const page = await openAs(browser, 'admin', stack)
  stack.signal('redis', 'SIGSTOP')
  try {
    await timed('a hanging Redis of the panel is seen', () => expect(pillOf(page)).not.toHaveText(/^Live/, FIRES))
    await expectNothingGreen(page)
  } finally {
    stack.signal('redis', 'SIGCONT')
  }
  await timed('the panel is live again after its Redis', () => expectLive(page, FIRES.timeout))
  await page.context().close()
})
