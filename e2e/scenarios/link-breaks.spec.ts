import type { Page } from '@playwright/test'
import { startCounter } from '../support/counter.ts'
import { addFilter, exportLines, logOf, scrollToRow } from '../support/eventsPage.ts'
import { timed } from '../support/latencies.ts'
import { expectNothingGreen, findGreenOn } from '../support/nothingGreen.ts'
import { expectLive, gapsOf, openLive, pillOf, stateOf, tickerOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'

/** The panel climbs back by itself, with a backoff of up to 30 s. */
const CLIMB_MS = 75_000

/** A number published after now is on the screen. */
async function expectCounting(page: Page, published: () => number): Promise<void> {
  const next = published() + 1
  const shown = async () => {
    const rows = await tickerOf(page)
      .getByText(/^counter \d+$/)
      .allInnerTexts()
    return Math.max(0, ...rows.map((row) => Number(row.slice('counter '.length))))
  }
  await expect.poll(shown, { timeout: 40_000 }).toBeGreaterThanOrEqual(next)
}

test('[ROAD-3] [ROAD-4] the link is cut step by step and mended: shown at once, nothing green, nothing lost or doubled', async ({
  page,
  startOwn,
  startProxy,
}) => {
  const product = await startOwn()
  const { url, trouble, cut } = await startProxy(product)
  await openLive(page, `${url}/`)
  await expect(stateOf(page, 'finbot')).toHaveText('Healthy')
  const counter = startCounter(product.url, 'finbot')
  await expectCounting(page, counter.published)
  expect(await findGreenOn(page), 'a live panel of healthy modules has green on it').not.toEqual([])

  await test.step('the socket is cut and refused: SSE carries on', async () => {
    trouble.webSocket = 'refuse'
    cut()
    await timed('a cut socket is on the pill', () => expect(pillOf(page)).not.toHaveText(/^Live/))
    await timed('SSE has taken over', () => expect(pillOf(page)).toHaveText('Fallback: SSE'))
    await expectCounting(page, counter.published)
  })

  await test.step('SSE is refused too: long poll carries on, and nothing is green', async () => {
    trouble.sse = 'refuse'
    cut()
    await timed('long poll has taken over', () =>
      expect(pillOf(page)).toHaveText('Fallback: long poll', { timeout: CLIMB_MS }),
    )
    await expectNothingGreen(page)
    await expectCounting(page, counter.published)
  })

  await test.step('nothing passes: marked old, and nothing is green', async () => {
    trouble.http = 'refuse'
    cut()
    await timed('no connection is on the pill', () => expect(pillOf(page)).toHaveText(/^(Reconnecting|Offline)/))
    await expectNothingGreen(page)
    await timed('the panel calls itself offline', () =>
      expect(pillOf(page)).toHaveText(/^Offline since/, { timeout: CLIMB_MS }),
    )
    await expect(page.locator('html')).toHaveAttribute('data-link', 'offline')
    await expect(stateOf(page, 'finbot')).toHaveText(/^Was /)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nothing has been observed since')
    await expectNothingGreen(page)
  })

  await test.step('all passes again: back to WebSocket by itself', async () => {
    Object.assign(trouble, { webSocket: 'pass', sse: 'pass', http: 'pass' })
    await timed('WebSocket again by itself', () => expectLive(page, CLIMB_MS))
    await expectCounting(page, counter.published)
  })

  await test.step('the gap is told and every number is there once', async () => {
    const count = await counter.stop()
    expect(count).toBeGreaterThan(50)
    await page.getByRole('link', { name: 'Events', exact: true }).first().click()
    await addFilter(page, 'module:finbot type:mcp.context.updated counter')
    await expect(logOf(page).getByText(`counter ${count}`, { exact: false }).first()).toBeVisible()

    const lines = await exportLines(page)
    const numbers = lines.flatMap((line) => line.event?.data?.count ?? [])
    expect(numbers).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    const gaps = lines.flatMap((line) => line.gap ?? [])
    expect(gaps.length).toBeGreaterThan(0)
    expect(gaps.every((gap) => gap.lost === 0)).toBe(true)

    await scrollToRow(page, lines.length - 1 - lines.findLastIndex((line) => line.gap !== undefined))
    await expect(gapsOf(page).first()).toContainText(/offline · \d+ recovered · 0 lost/)
  })
})
