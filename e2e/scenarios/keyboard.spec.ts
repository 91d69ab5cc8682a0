import { expectLive, openLive, tickerOf } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'

test('[UI-3] every screen is reached by keyboard', async ({ page, product }) => {
  await openLive(page, `${product.url}/`)
  const moves = [
    ['e', '/events'],
    ['m', '/modules'],
    ['s', '/settings'],
    ['o', '/'],
  ] as const
  for (const [key, path] of moves) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(page).toHaveURL(`${product.url}${path}`)
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('finbot')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${product.url}/modules/finbot`)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('[UI-3] the first stop of Tab skips to the content, and every stop can be seen', async ({ page, product }) => {
  await openLive(page, `${product.url}/`)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('button', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  for (let stop = 0; stop < 20; stop += 1) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    await expect(focused).toBeInViewport()
    const marked = await focused.evaluate((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    expect.soft(marked, await focused.evaluate((element) => element.outerHTML.slice(0, 120))).toBe(true)
  }
  await page.reload()
  await expectLive(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('[UI-3] p holds the ticker, counts what waits, and lets it go on', async ({ page, product }) => {
  await openLive(page, `${product.url}/`)
  const ticker = tickerOf(page)
  await expect(ticker.getByRole('listitem').first()).toBeVisible()
  await page.keyboard.press('p')
  await expect(ticker.getByRole('button', { pressed: true })).toContainText(/Resume · [1-9]\d* new/)
  await page.keyboard.press('p')
  await expect(ticker.getByRole('button', { pressed: false })).toContainText('Pause')
})

test('[UI-3] the range chosen is in the address and survives a reload', async ({ page, product }) => {
  await openLive(page, `${product.url}/modules/finbot`)
  await page.getByRole('button', { name: 'Last 1 h' }).click()
  await page.getByRole('dialog', { name: 'Time range' }).getByRole('button', { name: '5 min', exact: true }).click()
  await expect(page).toHaveURL(/range=/)
  const chosen = page.url()
  await page.reload()
  await expectLive(page)
  expect(page.url()).toBe(chosen)
  await expect(page.getByRole('button', { name: 'Last 5 min' })).toBeVisible()
})
