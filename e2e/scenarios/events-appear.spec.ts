import { MODULE_IDS } from '../support/product.ts'
import { cardOf, openLive, stateOf, tickerOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'
import { timed } from '../support/latencies.ts'
import { publish, toEvent } from '../support/publish.ts'
import { rowsOf } from '../support/eventsPage.ts'

test('[ROAD-1] events of the three real modules appear on the overview as they happen', async ({ page, product }) => {
  await openLive(page, `${product.url}/`)
  for (const id of MODULE_IDS) {
    await expect(stateOf(page, id)).toHaveText('Healthy')
    const title = await cardOf(page, id).getByRole('heading').first().innerText()
    const row = tickerOf(page).getByRole('listitem').filter({ hasText: title.trim() })
    await timed(`an event of ${id} is on the overview`, () => expect(row.first()).toBeVisible())
  }
})

test('[ROAD-1] an event published to the panel is on the screen at once, with its own words', async ({
  page,
  product,
}) => {
  await openLive(page, `${product.url}/`)
  const words = `stock of invoices ${Date.now()}`
  const answer = await publish(product.url, toEvent({ module: 'mubot', data: { summary: words } }))
  expect(answer.status).toBe(202)
  await timed('a published event is painted', () => expect(tickerOf(page).getByText(words)).toBeVisible())
})

test('[ROAD-1] events of the three real modules appear on the Events page', async ({ page, product }) => {
  await openLive(page, `${product.url}/events`)
  for (const id of MODULE_IDS)
    await expect(
      rowsOf(page)
        .filter({ hasText: new RegExp(id, 'i') })
        .first(),
    ).toBeVisible()
})
