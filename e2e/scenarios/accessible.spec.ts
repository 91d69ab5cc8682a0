import { expectAccessible } from '../support/accessibility.ts'
import { pillOf, setAppearance } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'
import { SCREENS } from '../support/screens.ts'

// By far the longest file: its tests are shared among the workers.
test.describe.configure({ mode: 'parallel' })

/** Each theme and each language once; every pair of them with NOBET_LONG=1. */
const LANGUAGES =
  process.env['NOBET_LONG'] === '1'
    ? ({ dark: ['en', 'tr'], light: ['en', 'tr'] } as const)
    : ({ dark: ['tr'], light: ['en'] } as const)

for (const theme of ['dark', 'light'] as const)
  for (const language of LANGUAGES[theme])
    test(`[UI-1] every screen and overlay passes axe, ${theme}, ${language}`, async ({ page, product }) => {
      await setAppearance(page, { theme, language })
      for (const [name, path] of Object.entries(SCREENS)) {
        await page.goto(`${product.url}${path}`)
        await expect(pillOf(page)).toHaveAttribute('data-pill', 'ok')
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expect(page.getByRole('main').locator('h1, h2').first()).toBeVisible()
        await expectAccessible(page, name)
      }
      await page.goto(`${product.url}/`)
      await expect(pillOf(page)).toHaveAttribute('data-pill', 'ok')

      await pillOf(page).click()
      await expect(page.locator('[popover]:popover-open')).toBeVisible()
      await expectAccessible(page, 'connection')
      await page.keyboard.press('Escape')

      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox')).toBeFocused()
      await expectAccessible(page, 'palette')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)

      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, 'keyboard help')
    })
