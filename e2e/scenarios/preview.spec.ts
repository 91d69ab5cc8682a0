import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { watchFaults } from '../support/faults.ts'
import { pillOf, stateOf } from '../support/panelPage.ts'
import { startPreview, type StaticServer } from '../support/previewServer.ts'
import { ROOT } from '../support/process.ts'
import { expect, test } from '../support/scenario.ts'
import { SCREENS } from '../support/screens.ts'

let preview: StaticServer
test.beforeAll(async () => {
  preview = await startPreview()
})
test.afterAll(() => preview.stop())

for (const world of ['calm', 'socket-cut', 'measured', 'traced', 'empty'])
  test(`[WORLD-1] every screen draws in the world “${world}” with no back end at all`, async ({ page }) => {
    const faults = await watchFaults(page)
    const strangers: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(preview.url) && !/^(data|blob):/.test(request.url())) strangers.push(request.url())
    })
    for (const path of Object.values(SCREENS)) {
      await page.goto(`${preview.url}${path}?world=${world}`)
      await expect(pillOf(page)).toHaveAttribute('data-pill', 'ok')
      await expect(page.getByRole('main').locator('h1, h2').first()).toBeVisible()
    }
    expect(faults).toEqual([])
    expect(strangers).toEqual([])
  })

test('[WORLD-1] the world “socket-cut” plays the fallback and the return', async ({ page }) => {
  await page.goto(`${preview.url}/?world=socket-cut&t=10000&speed=3`)
  await expect(stateOf(page, 'finbot')).toHaveText('Healthy')
  for (const words of ['Fallback: SSE', 'Fallback: long poll', /^(Reconnecting|Offline)/, /^Live/])
    await expect(pillOf(page)).toHaveText(words, { timeout: 60_000 })
})

test('[WORLD-1] the world “empty” says what to set', async ({ page }) => {
  await page.goto(`${preview.url}/?world=empty`)
  await expect(page.getByRole('main').getByText('NOBET_MODULES', { exact: true }).first()).toBeVisible()
})

test('[WORLD-1] nothing of it is in the page that is shipped', () => {
  const dist = join(ROOT, 'dist/web')
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  expect(names.filter((name) => name.includes('mockServiceWorker'))).toEqual([])
  const scripts = names.filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(0)
  for (const name of scripts) expect(readFileSync(join(dist, name), 'utf8')).not.toContain('mockServiceWorker')
})
