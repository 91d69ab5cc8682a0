import { startEverything } from '../support/everything.ts'
import { openLive, stateOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'

test('[ROAD-6] any MCP server, configured by environment alone, is probed and its tools are listed', async ({
  page,
  startOwn,
}) => {
  const everything = await startEverything()
  try {
    const product = await startOwn({ extraModules: { everything: everything.url } })
    await openLive(page, `${product.url}/`)
    await expect(stateOf(page, 'everything')).toHaveText('Healthy', { timeout: 40_000 })

    await page.locator('h2 a[href$="/modules/everything"]').click()
    const tools = page.getByRole('region', { name: 'Tools' })
    for (const name of ['echo', 'get-sum', 'get-tiny-image'])
      await expect(tools.getByText(name, { exact: true })).toBeVisible()

    await page.getByRole('button', { name: 'Probe now' }).click()
    await expect(page.getByRole('button', { name: 'Probe now' })).toBeEnabled()
    const metrics = await (await fetch(`${product.url}/metrics`)).text()
    expect(metrics).toContain('nobet_module_up{module="everything"} 1')
    expect(metrics).not.toMatch(/nobet_probe_sessions_total\{[^}]*event="leaked"[^}]*\} [1-9]/)
  } finally {
    await everything.running.kill()
  }
})
