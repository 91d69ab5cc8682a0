import { type BadModule, startBadModules } from '../support/badModules.ts'
import { openLive } from '../support/panelPage.ts'
import { MODULE_IDS } from '../support/product.ts'
import { publish, toEvent } from '../support/publish.ts'
import { expect, test } from '../support/scenario.ts'

/** What the module page says of each: state and finding. */
const EXPECTED: Readonly<Record<BadModule, readonly [state: string, finding: RegExp]>> = {
  gone: ['Down', /The connection is refused/],
  hangs: ['Down', /No HTTP answer within/],
  redirects: ['Down', /The address redirects/],
  html: ['Down', /Something answers, but not MCP/],
  locked: ['Needs sign-in', /The server wants a token/],
  broken: ['Down', /HTTP 500/],
  endless: ['Wedged', /The answer is too large/],
  wedged: ['Wedged', /list did not answer within/],
  crowded: ['Healthy', /The catalogue is too large/],
}

test('[BAD-2] each module that is not as it should be is shown for what it is, and the others are not disturbed', async ({
  page,
  startOwn,
}) => {
  const bad = await startBadModules()
  try {
    const product = await startOwn({ extraModules: bad.urls })
    await openLive(page, `${product.url}/`)
    for (const [id, [state, finding]] of Object.entries(EXPECTED)) {
      await page.goto(`${product.url}/modules/${id}`)
      const main = page.getByRole('main')
      await expect.soft(main.locator('header [data-known]').first(), id).toHaveText(state, { timeout: 60_000 })
      await expect.soft(main.getByText(finding).first(), id).toBeVisible()
    }
    // On a busy machine a list may be slow for a moment: that it stays so would be harm done by the others.
    for (const id of MODULE_IDS) {
      await page.goto(`${product.url}/modules/${id}`)
      await expect(page.getByRole('main').locator('header [data-known]').first(), id).toHaveText('Healthy', {
        timeout: 60_000,
      })
    }
    expect((await publish(product.url, toEvent({}))).status).toBe(202)
    const metrics = await (await fetch(`${product.url}/metrics`)).text()
    expect(metrics).not.toMatch(/nobet_probe_sessions_total\{[^}]*event="leaked"[^}]*\} [1-9]/)
  } finally {
    await bad.stop()
  }
})
