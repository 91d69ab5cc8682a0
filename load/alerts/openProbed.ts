import type { Browser, Page } from 'playwright'
import { installProbe, type Probed } from './probe.ts'

const VIEWPORT = { width: 1_440, height: 900 }
/** Until the picture is there and the first probes of nothing are over. */
const SETTLE_MS = 3_000

export interface ProbedPage {
  readonly page: Page
  readonly read: () => Promise<Probed>
  readonly close: () => Promise<void>
}

/** A page of the panel that watches its own toasts. */
export async function openProbed(browser: Browser, url: string): Promise<ProbedPage> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB' })
  // The loader of this bench names functions through a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(installProbe)
  await page.goto(url)
  await page.waitForTimeout(SETTLE_MS)
  await page.evaluate(() => window.benchProbed())
  return { page, read: () => page.evaluate(() => window.benchProbed()), close: () => page.close() }
}
