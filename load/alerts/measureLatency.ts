import type { Browser } from 'playwright'
import { openProbed } from './openProbed.ts'
import { startWorld, toAlert } from './startWorld.ts'

const MS_PER_SECOND = 1_000
/** After the last alert: its group waits a second, and a poll may have to find it. */
const SETTLE_MS = 15_000

export interface Spread {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

export interface Latency {
  readonly path: string
  readonly sent: number
  readonly received: number
  readonly painted: number
  /** Posted to Alertmanager → the panel was told: Alertmanager's own grouping of a second in it. */
  readonly grouping: Spread
  /** Told → on the browser's socket. */
  readonly receive: Spread
  /** On the socket → a toast that counts it is painted. */
  readonly paint: Spread
  /** Told → painted. */
  readonly whole: Spread
  readonly atOnce: number
  readonly toasts: number
}

/** Alerts at a steady rate, each a group of its own, until a page has painted them. */
export async function measureLatency(
  browser: Browser,
  { path, perSecond, seconds }: { readonly path: string; readonly perSecond: number; readonly seconds: number },
): Promise<Latency> {
  const world = await startWorld()
  try {
    const page = await openProbed(browser, `${world.panel.url}${path}`)
    const postedAt = new Map<string, number>()
    const total = perSecond * seconds
    const startedAt = Date.now()
    const pending: Promise<unknown>[] = []
    for (let n = 0; n < total; n += 1) {
      const due = startedAt + (n * MS_PER_SECOND) / perSecond
      if (due > Date.now()) await new Promise((next) => setTimeout(next, due - Date.now()))
      const instance = `host-${n}:9100`
      pending.push(world.post([toAlert('BenchLatency', instance)]).then((at) => postedAt.set(instance, at)))
    }
    await Promise.all(pending)
    await page.page.waitForTimeout(SETTLE_MS)
    const { sights, atOnce, toasts } = await page.read()
    await page.close()
    const painted = sights.flatMap((sight) =>
      sight.paintedAt === undefined ? [] : [{ ...sight, paintedAt: sight.paintedAt }],
    )
    return {
      path,
      sent: total,
      received: new Set(sights.map(({ instance }) => instance)).size,
      painted: painted.length,
      grouping: toSpread(sights.map(({ instance, toldAt }) => toldAt - (postedAt.get(instance) ?? Number.NaN))),
      receive: toSpread(sights.map(({ toldAt, receivedAt }) => receivedAt - toldAt)),
      paint: toSpread(painted.map(({ receivedAt, paintedAt }) => paintedAt - receivedAt)),
      whole: toSpread(painted.map(({ toldAt, paintedAt }) => paintedAt - toldAt)),
      atOnce,
      toasts,
    }
  } finally {
    await world.stop()
  }
}

export function toSpread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
