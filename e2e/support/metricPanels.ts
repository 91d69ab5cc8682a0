import { expect, type Locator, type Page } from '@playwright/test'

const PATIENCE_MS = 90_000
const CHART = 'canvas, svg.recharts-surface'

export interface SeenPanel {
  readonly title: string
  /** What its chip says of the figures: `live`, `cached`, `stale`, … */
  readonly look: string
}

/** The metric panels of a module's page, once all of them are drawn and live. */
export async function openMetricPanels(page: Page, url: string): Promise<Locator> {
  await page.goto(`${url}?range=15m&refresh=15s`)
  const panels = page.getByRole('region', { name: 'Metrics', exact: true }).locator('section')
  await expect(panels.first()).toBeVisible({ timeout: PATIENCE_MS })
  // A stack that has just begun has no rates until the second probe.
  await expect(panels.filter({ hasNot: page.locator(CHART) })).toHaveCount(0, { timeout: PATIENCE_MS })
  await expectLook(panels, 'live')
  return panels
}

/** Every panel's chip has this look. */
export const expectLook = (panels: Locator, look: string): Promise<void> =>
  expect
    .poll(async () => new Set((await readPanels(panels)).map((panel) => panel.look)), { timeout: PATIENCE_MS })
    .toEqual(new Set([look]))

export const readPanels = (panels: Locator): Promise<readonly SeenPanel[]> =>
  panels.evaluateAll((sections) =>
    sections.map((section) => ({
      title: section.querySelector('h2')?.textContent ?? '',
      look: section.querySelector('[data-provenance]')?.getAttribute('data-provenance') ?? 'none',
    })),
  )

/** Epoch ms that the chips of stale panels name, in a page that goes by UTC. */
export async function readStaleSince(panels: Locator): Promise<readonly number[]> {
  const chips = await panels.locator('[data-provenance="stale"]').allInnerTexts()
  return chips.map((text) => {
    const clock = /since (\d\d:\d\d:\d\d)/.exec(text)?.[1]
    if (clock === undefined) throw new Error(`"${text}" names no time`)
    const at = Date.parse(`${new Date().toISOString().slice(0, 10)}T${clock}Z`)
    // Just after midnight yesterday's evening is meant.
    return at > Date.now() + PATIENCE_MS ? at - 86_400_000 : at
  })
}

/** Looks at the panels ten times a second from now on; the answer gives the words of those that ever had no chart. */
export async function watchForBlanks(page: Page): Promise<() => Promise<readonly string[]>> {
  const watch = await page.evaluateHandle((chart) => {
    const blanks = new Set<string>()
    let looks = 0
    setInterval(() => {
      const panels = [...document.querySelectorAll('section[aria-label="Metrics"] section')]
      if (panels.length === 0) blanks.add('all of them')
      for (const panel of panels) if (panel.querySelector(chart) === null) blanks.add(panel.textContent ?? '')
      looks += 1
    }, 100)
    return { read: () => ({ blanks: [...blanks], looks }) }
  }, CHART)
  return async () => {
    const { blanks, looks } = await watch.evaluate(({ read }) => read())
    expect(looks).toBeGreaterThan(0)
    return blanks
  }
}
