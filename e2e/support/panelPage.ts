import { expect, type Locator, type Page } from '@playwright/test'

export interface Appearance {
  readonly theme?: 'dark' | 'light'
  readonly language?: 'en' | 'tr'
}

/** Chooses theme and language as the panel itself remembers them. */
export async function setAppearance(page: Page, { theme = 'dark', language = 'en' }: Appearance): Promise<void> {
  await page.addInitScript(
    (prefs) => {
      localStorage.setItem('nobet.prefs', JSON.stringify({ ...prefs, timeZone: 'local', rail: 'wide' }))
      localStorage.setItem('nobet.theme', prefs.theme)
    },
    { theme, language },
  )
}

export const pillOf = (page: Page): Locator => page.locator('button[data-pill]')
export const cardOf = (page: Page, module: string): Locator =>
  page
    .locator('section', { has: page.locator(`h2 a[href$="/modules/${module}"]`) })
    .filter({ has: page.locator('dl') })
    .last()
/** The card's own word for the module's state. */
export const stateOf = (page: Page, module: string): Locator => cardOf(page, module).locator('[data-known]').first()
export const tickerOf = (page: Page): Locator => page.getByRole('region', { name: /^(Live|Last) events$/ })
/** The rows that tell a break, in the ticker and in the log. */
export const gapsOf = (page: Page): Locator => page.locator('[data-gap]:not([data-slot])')

/** Waits until the page gets its events over WebSocket. */
export async function expectLive(page: Page, timeout = 30_000): Promise<void> {
  await expect(pillOf(page)).toHaveText(/^Live/, { timeout })
}

/** Opens one address of the panel and waits until its picture is live. */
export async function openLive(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expectLive(page)
}
