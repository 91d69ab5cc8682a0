import type { Page } from '@playwright/test'
import { addFilter, exportAs, exportLines, filterOf, logOf, rowsOf } from '../support/eventsPage.ts'
import { expectLive, openLive } from '../support/panelPage.ts'
import { publish, toEvent } from '../support/publish.ts'
import { expect, test } from '../support/scenario.ts'

/** Publishes one event whose summary is `words` and waits until its row is there. */
async function expectPublished(page: Page, url: string, words: string): Promise<void> {
  expect((await publish(url, toEvent({ data: { summary: words } }))).status).toBe(202)
  await expect(rowsOf(page).filter({ hasText: words })).toHaveCount(1)
}

test('[EVENTS-1] [UI-3] a filter is written as chips, lives in the address and survives a reload', async ({
  page,
  product,
}) => {
  await openLive(page, `${product.url}/events`)
  await expect(filterOf(page)).toBeVisible()
  await page.keyboard.press('/')
  await expect(filterOf(page)).toBeFocused()
  await addFilter(page, 'module:finbot type:mcp.health.*')
  await expect(page.getByRole('button', { name: 'Remove module:finbot' })).toBeVisible()
  await expect(page).toHaveURL(/q=module/)
  await expect(rowsOf(page).first()).toContainText('mcp.health.')

  await page.reload()
  await expectLive(page)
  await expect(page.getByRole('button', { name: 'Remove type:mcp.health.*' })).toBeVisible()
  await expect(rowsOf(page).first()).toContainText('mcp.health.')
  for (const row of await rowsOf(page).allInnerTexts()) expect(row).toMatch(/FinBot[\s\S]*mcp\.health\./)

  await page.getByRole('button', { name: 'Remove type:mcp.health.*' }).click()
  await expect(rowsOf(page).filter({ hasText: 'mcp.context.updated' }).first()).toBeVisible()
})

test('[EVENTS-1] a faulty filter says where and what was expected', async ({ page, product }) => {
  await openLive(page, `${product.url}/events`)
  await filterOf(page).fill('severity>=awful')
  await filterOf(page).press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'no such severity' })).toBeVisible()
  await page.goto(`${product.url}/events?q=colour:red`)
  await expect(page.getByRole('alert').filter({ hasText: 'no such field' })).toBeVisible()
  await expect(rowsOf(page).first()).toBeVisible()
})

test('[EVENTS-1] pause holds the rows and counts what waits; follow lets them go on', async ({ page, product }) => {
  await openLive(page, `${product.url}/events`)
  await expectPublished(page, product.url, 'before the pause')
  await page.keyboard.press('p')
  await expect(page.getByText(/^Paused at/).first()).toBeVisible()
  const before = await rowsOf(page).first().innerText()
  await publish(product.url, toEvent({ data: { summary: 'during the pause' } }))
  await expect(page.getByText(/new events? waits?/)).toBeVisible()
  expect(await rowsOf(page).first().innerText()).toBe(before)
  await page.keyboard.press('f')
  await expect(rowsOf(page).filter({ hasText: 'during the pause' })).toHaveCount(1)
})

test('[EVENTS-1] [UI-3] a row is opened by keyboard, is a permalink, and closes by Escape', async ({
  page,
  product,
}) => {
  await openLive(page, `${product.url}/events`)
  await expectPublished(page, product.url, 'the row to open')
  await addFilter(page, '"the row to open"')
  await expect(rowsOf(page)).toHaveCount(1)
  await logOf(page).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const detail = page.getByRole('complementary', { name: 'Event detail' })
  await expect(detail).toContainText('the row to open')
  await expect(page).toHaveURL(/sel=/)
  await page.reload()
  await expect(detail).toContainText('the row to open')
  await page.keyboard.press('Escape')
  await expect(detail).toHaveCount(0)
  await expect(page).not.toHaveURL(/sel=/)
})

test('[EVENTS-1] what the filter shows is exported as NDJSON and as CSV', async ({ page, product }) => {
  await openLive(page, `${product.url}/events`)
  const words = ['=1+1, first', 'second "quoted"']
  for (const text of words) await expectPublished(page, product.url, text)
  await addFilter(page, 'module:finbot type:mcp.context.updated severity:info')
  await expect(rowsOf(page).filter({ hasText: 'first' })).toHaveCount(1)

  const lines = await exportLines(page)
  expect(lines.every(({ event }) => event?.module === 'finbot' && event.type === 'mcp.context.updated')).toBe(true)
  expect(JSON.stringify(lines)).toContain('second')
  const csv = await exportAs(page, 'CSV')
  expect(csv.split('\r\n')[0]).toBe('cursor,time,severity,module,type,source,subject,id,traceparent,data')
  expect(csv).toContain('second')
})
