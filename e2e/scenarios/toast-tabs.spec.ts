import type { BrowserContext, Page } from '@playwright/test'
import { openLive } from '../support/panelPage.ts'
import { expect, test } from '../support/scenario.ts'

/** Tones of the critical sound. */
const TONES = 6

/** Counts the tones a page plays; there is nothing to hear in a test. */
async function countTones(context: BrowserContext): Promise<(page: Page) => Promise<number>> {
  await context.addInitScript(() => {
    const counted = window as typeof window & { tones?: number }
    counted.tones = 0
    const prototype = OscillatorNode.prototype
    const start = Reflect.get(prototype, 'start') as typeof prototype.start // called on its own node below
    prototype.start = function play(this: OscillatorNode, ...when) {
      counted.tones = (counted.tones ?? 0) + 1
      start.apply(this, when)
    }
  })
  return (page) => page.evaluate(() => (window as typeof window & { tones?: number }).tones ?? 0)
}

const controlOf = (page: Page) => page.locator('button[data-armed]')

async function arm(page: Page): Promise<void> {
  await page.bringToFront()
  await controlOf(page).click()
  await page.getByRole('button', { name: 'Arm this screen' }).click()
  await expect(page.locator('[data-arm-state]')).toHaveAttribute('data-arm-state', /here|ready/)
  await page.keyboard.press('Escape')
}

test('[ALERTS-10] of two tabs one sounds, the other takes over, and an unarmed one says that it wakes nobody', async ({
  browser,
  alertWorld,
}) => {
  const context = await browser.newContext()
  const tonesOf = await countTones(context)
  const [first, second] = [await context.newPage(), await context.newPage()]
  for (const page of [first, second]) await openLive(page, alertWorld.panel)
  await expect(controlOf(first)).toHaveAccessibleName('Nothing on this screen can wake anyone')

  await arm(first)
  await second.bringToFront()
  await expect(controlOf(second)).toHaveAccessibleName('Sound is armed in another tab')
  const one = { alertname: 'TabsOne', severity: 'critical' } as const
  await alertWorld.post(one)
  for (const page of [first, second]) await expect(page.locator('[data-toast]', { hasText: 'TabsOne' })).toBeVisible()
  await expect.poll(() => tonesOf(first)).toBe(TONES)
  expect(await tonesOf(second)).toBe(0)

  await arm(second)
  await expect(controlOf(second)).toHaveAccessibleName('Sound is armed; another tab plays it')
  await first.close()
  await expect(controlOf(second)).toHaveAccessibleName('Sound is armed in this tab')
  expect(await tonesOf(second)).toBe(0)

  const unarmed = await (await browser.newContext()).newPage()
  await openLive(unarmed, alertWorld.panel)
  const card = unarmed.locator('[data-toast]', { hasText: 'TabsOne' })
  await expect(card).toContainText('nothing on this screen can wake anyone')

  await alertWorld.resolve(one)
  await expect(second.locator('[data-toast][data-status="cleared"]', { hasText: 'TabsOne' })).toBeVisible()
  await unarmed.context().close()
  await context.close()
})
