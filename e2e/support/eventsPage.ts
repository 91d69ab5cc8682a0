import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

/** A line of an export: an event with its place, or a break told in its place. */
export interface ExportedLine {
  readonly cursor?: string
  readonly event?: { readonly type: string; readonly module?: string; readonly data?: { readonly count?: number } }
  readonly gap?: { readonly recovered: number; readonly lost: number | null }
}

export const logOf = (page: Page): Locator => page.getByRole('grid', { name: 'Event log' })
/** Rows on screen, without the head. A slot that is not filled is hidden. */
export const rowsOf = (page: Page): Locator => logOf(page).locator('[data-slot]:visible')
export const filterOf = (page: Page): Locator => page.getByRole('combobox', { name: 'Filter events' })

/** Adds terms to the filter as a person does. */
export async function addFilter(page: Page, terms: string): Promise<void> {
  await filterOf(page).fill(terms)
  await filterOf(page).press('Enter')
  await expect(filterOf(page)).toHaveValue('')
}

/** Saves what the tab itself holds and the filter lets through, and reads the file. */
export async function exportAs(page: Page, format: 'NDJSON' | 'CSV'): Promise<string> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: format }).click()
  const download = await downloading
  return readFile(await download.path(), 'utf8')
}

export async function exportLines(page: Page): Promise<readonly ExportedLine[]> {
  const text = await exportAs(page, 'NDJSON')
  // The file is ours and its reader checks every field it uses.
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ExportedLine)
}

/** Brings the row with this index, counted from the newest, onto the screen. */
export async function scrollToRow(page: Page, index: number): Promise<void> {
  const box = await rowsOf(page).first().boundingBox()
  await logOf(page).evaluate((log, top) => log.scrollTo({ top }), index * (box?.height ?? 0))
}
