import { expect, type Locator, type Page } from '@playwright/test'
import { ask } from './ask.ts'
import { openLive } from './panelPage.ts'

/** Opens the page of alerts and waits until its picture is live. */
export const openAlerts = (page: Page, panel: string): Promise<void> => openLive(page, `${panel}/alerts`)

const listOf = (page: Page): Locator => page.getByRole('grid', { name: 'Open alerts' })
/** The rows of open alerts of this name. */
export const alertRows = (page: Page, alertname: string | RegExp): Locator =>
  listOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: alertname, exact: typeof alertname === 'string' }) })
    .filter({ has: page.getByRole('checkbox') })

/** The toasts that say this. */
export const toastsOf = (page: Page, words: string | RegExp): Locator =>
  page.getByRole('region', { name: 'Toasts' }).getByRole('article').filter({ hasText: words })

/** Takes an alert on by its row, as long as the dialog proposes. */
export async function acknowledge(page: Page, row: Locator): Promise<void> {
  await row.getByRole('button', { name: 'Acknowledge' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(dialog).toBeHidden()
}

/** How many notices the bell says nobody has read. */
export async function unreadOf(page: Page): Promise<number> {
  const name = await page.getByRole('button', { name: /^Notifications/ }).getAttribute('aria-label')
  return Number(/\d[\d,.]*/.exec(name ?? '')?.[0].replaceAll(/[,.]/g, '') ?? 0)
}

/** How many Alertmanagers hold the alert, as the panel last read them. */
export async function heldBy(panel: string, alertname: string): Promise<number> {
  const { json } = await ask(`${panel}/api/v1/alerts`)
  // Our own contract; the panel's tests hold it.
  const { alerts } = json as { alerts: { value: { alertname: string; peers: string[] }[] | null } }
  return alerts.value?.find((alert) => alert.alertname === alertname)?.peers.length ?? 0
}

/** Silences in force that acknowledge an alert, as the panel lists them. */
export async function acksInForce(panel: string): Promise<number> {
  const { json } = await ask(`${panel}/api/v1/silences`)
  // Our own contract; the panel's tests hold it.
  const { silences } = json as { silences: { value: { state: string; acknowledges?: string }[] | null } }
  return (silences.value ?? []).filter(({ state, acknowledges }) => state !== 'expired' && acknowledges !== undefined)
    .length
}

/** Counts the different toasts a page ever shows; `read` tells how many there were, and how many at once. */
export async function countToasts(
  page: Page,
): Promise<() => Promise<{ readonly all: number; readonly atOnce: number }>> {
  await page.addInitScript(() => {
    const seen = new Set<Element>()
    let atOnce = 0
    const look = () => {
      const cards = document.querySelectorAll('[aria-label="Toasts"] article')
      for (const card of cards) seen.add(card)
      atOnce = Math.max(atOnce, cards.length)
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true })
    Object.assign(globalThis, { countedToasts: () => ({ all: seen.size, atOnce }) })
  })
  return () => page.evaluate('countedToasts()')
}
