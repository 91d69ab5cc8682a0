import type { Page } from '@playwright/test'
import { ask } from '../support/ask.ts'
import { timed } from '../support/latencies.ts'
import { cardOf, openLive, stateOf, tickerOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'

const toastOf = (page: Page, module: string) => page.locator(`[data-toast="module:${module}"]`)

test('[ROAD-2] a killed module turns its card, with toast and event, and comes back by itself', async ({
  page,
  startOwn,
}) => {
  const product = await startOwn()
  await openLive(page, `${product.url}/`)
  await expect(stateOf(page, 'mubot')).toHaveText('Healthy')

  await product.killModule('mubot')
  await timed('a killed module leaves healthy', () =>
    expect(stateOf(page, 'mubot')).not.toHaveText('Healthy', { timeout: 40_000 }),
  )
  await timed('and is down', () => expect(stateOf(page, 'mubot')).toHaveText('Down', { timeout: 40_000 }))
  await expect(cardOf(page, 'mubot')).toContainText('The connection is refused')
  await expect(toastOf(page, 'mubot')).toContainText('Down')
  await expect(tickerOf(page).getByText('mcp.health.changed').first()).toBeVisible()
  await expect(stateOf(page, 'finbot')).toHaveText('Healthy')

  await product.startModule('mubot')
  await timed('a restarted module is healthy again', () =>
    expect(stateOf(page, 'mubot')).toHaveText('Healthy', { timeout: 90_000 }),
  )
  await expect(toastOf(page, 'mubot')).toContainText('MuBot: Healthy')
  const metrics = async () => (await ask(`${product.url}/metrics`)).body
  await expect.poll(metrics, { timeout: 40_000 }).toMatch(/^nobet_toasts_total\{kind="module",severity="\w+"\} [1-9]/m)
})

test('[ROAD-2] a module that hangs is told apart from one that is gone, and recovers when it goes on', async ({
  page,
  startOwn,
}) => {
  const product = await startOwn()
  await openLive(page, `${product.url}/`)
  await expect(stateOf(page, 'finbot')).toHaveText('Healthy')

  product.signalModule('finbot', 'SIGSTOP')
  await timed('a hanging module leaves healthy', () =>
    expect(stateOf(page, 'finbot')).not.toHaveText('Healthy', { timeout: 60_000 }),
  )
  await timed('and is down', () => expect(stateOf(page, 'finbot')).toHaveText('Down', { timeout: 60_000 }))
  await expect(cardOf(page, 'finbot')).toContainText('No HTTP answer within')
  product.signalModule('finbot', 'SIGCONT')
  await timed('a module that goes on is healthy again', () =>
    expect(stateOf(page, 'finbot')).toHaveText('Healthy', { timeout: 90_000 }),
  )
})
