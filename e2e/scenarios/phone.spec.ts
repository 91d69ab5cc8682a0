import { pillOf, setAppearance } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'
import { SCREENS } from '../support/screens.ts'

test.use({ viewport: { width: 360, height: 800 } })

for (const language of ['en', 'tr'] as const)
  test(`[UI-2] nothing scrolls sideways at 360 px, ${language}`, async ({ page, product }) => {
    await setAppearance(page, { language })
    for (const [name, path] of Object.entries(SCREENS)) {
      await page.goto(`${product.url}${path}`)
      await expect(pillOf(page)).toHaveAttribute('data-pill', 'ok')
      await expect(page.getByRole('main').locator('h1, h2').first()).toBeVisible()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect.soft(width, name).toBeLessThanOrEqual(360)
    }
  })
