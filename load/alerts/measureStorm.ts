import type { Browser } from 'playwright'
import { openProbed } from './openProbed.ts'
import { startWorld, toAlert } from './startWorld.ts'

const TICK_MS = 100
const WITHIN_MS = 120_000

export interface Storm {
  readonly alerts: number
  readonly severity: string
  readonly postedMs: number
  /** From the last post until the list says that all are open. */
  readonly listedMs: number
  readonly toasts: number
  readonly atOnce: number
  readonly received: number
  readonly longestGapMs: number
  readonly droppedPercent: number
  /** What the notification centre says it holds unread. */
  readonly unread: number
}

/** A thousand alerts within ten seconds, seen on the page of alerts. */
export async function measureStorm(
  browser: Browser,
  { alerts, seconds, severity }: { readonly alerts: number; readonly seconds: number; readonly severity: string },
): Promise<Storm> {
  const world = await startWorld()
  try {
    const { page, read, close } = await openProbed(browser, `${world.panel.url}/alerts`)
    const startedAt = Date.now()
    const ticks = (seconds * 1_000) / TICK_MS
    for (let tick = 0; tick < ticks; tick += 1) {
      const due = startedAt + tick * TICK_MS
      if (due > Date.now()) await new Promise((next) => setTimeout(next, due - Date.now()))
      const from = Math.round((tick * alerts) / ticks)
      const to = Math.round(((tick + 1) * alerts) / ticks)
      const batch = Array.from({ length: to - from }, (_none, n) =>
        toAlert('BenchStorm', `host-${from + n}:9100`, severity),
      )
      await world.post(batch)
    }
    const postedAt = Date.now()
    const all = alerts.toLocaleString('en-GB')
    await page.getByText(`${all} of ${all}`).first().waitFor({ timeout: WITHIN_MS })
    const listedMs = Date.now() - postedAt
    const seen = await read()
    const bell = await page.getByRole('button', { name: /^Notifications/ }).getAttribute('aria-label')
    await close()
    return {
      alerts,
      severity,
      postedMs: postedAt - startedAt,
      listedMs,
      toasts: seen.toasts,
      atOnce: seen.atOnce,
      received: new Set(seen.sights.map(({ instance }) => instance)).size,
      longestGapMs: Math.round(seen.longestGapMs),
      droppedPercent: Math.round((seen.dropped / (seen.frames + seen.dropped)) * 1_000) / 10,
      unread: Number(/\d[\d,]*/.exec(bell ?? '')?.[0].replace(',', '') ?? Number.NaN),
    }
  } finally {
    await world.stop()
  }
}
