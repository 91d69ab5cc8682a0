import { MODULE_IDS } from '../support/product.ts'
import { timed } from '../support/latencies.ts'
import { expectLive, gapsOf, openLive, pillOf, stateOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'

test('[ROAD-5] a panel killed and started again: the page says what is lost and is live by itself', async ({
  page,
  startOwn,
}) => {
  const product = await startOwn()
  await openLive(page, `${product.url}/`)
  await expect(stateOf(page, 'finbot')).toHaveText('Healthy')
  const epoch = await readEpoch(product.url)

  await product.killPanel('SIGKILL')
  await timed('a killed panel is on the pill', () => expect(pillOf(page)).not.toHaveText(/^Live/))
  await product.startPanel()
  expect(await readEpoch(product.url)).not.toBe(epoch)

  await timed('live on the restarted panel', () => expectLive(page, 90_000))
  await expect(gapsOf(page).first()).toContainText('unknown lost')
  for (const id of MODULE_IDS) await expect(stateOf(page, id)).toHaveText('Healthy', { timeout: 60_000 })

  await pillOf(page).click()
  await expect(page.locator('[data-figure="lost"]')).toContainText('1 break of unknown size')
})

async function readEpoch(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/snapshot`)
  const { cursor } = (await answer.json()) as { cursor: string }
  return cursor.split(':')[0] ?? ''
}
