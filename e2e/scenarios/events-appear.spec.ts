import { MODULE_IDS } from '../support/product.ts'
import { cardOf, openLive, stateOf, tickerOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'
import { timed } from '../support/latencies.ts'

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
  const answer = await fetch(`${product.url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      specversion: '1.0',
      id: words,
      source: '/modules/mubot',
      type: 'mcp.context.updated',
      module: 'mubot',
      data: { summary: words },
    }),
  })
  expect(answer.status).toBe(202)
  await timed('a published event is painted', () => expect(tickerOf(page).getByText(words)).toBeVisible())
})
