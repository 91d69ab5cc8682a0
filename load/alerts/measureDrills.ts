import type { Browser } from 'playwright'
import { type Spread, toSpread } from './measureLatency.ts'
import { openProbed } from './openProbed.ts'
import { startWorld } from './startWorld.ts'

const APART_MS = 3_000
const TOLD_WITHIN_MS = 15_000
const ENDED_WITHIN_MS = 90_000

interface DrillStarted {
  readonly drillId: string
  readonly postedAt: string
  readonly endsAt: string
}

/** Milliseconds from the post of a drill to each of its hops. */
export interface Drills {
  readonly drills: number
  readonly told: Spread
  readonly received: Spread
  readonly painted: Spread
  /** From the end the drill has set itself to the panel being told of it. */
  readonly ended: Spread
}

/** Fire drills one after the other, while a page is open. */
export async function measureDrills(browser: Browser, drills: number): Promise<Drills> {
  const world = await startWorld()
  try {
    const { page, read, close } = await openProbed(browser, `${world.panel.url}/alerts`)
    const started: DrillStarted[] = []
    for (let n = 0; n < drills; n += 1) {
      started.push(await startDrill(world.panel.url))
      await page.waitForTimeout(APART_MS)
    }
    await page.waitForTimeout(TOLD_WITHIN_MS)
    const { sights } = await read()
    const hops = started.map(({ drillId, postedAt }) => ({
      sight: sights.find(({ instance }) => instance === drillId),
      posted: Date.parse(postedAt),
    }))
    const after = (pick: (sight: NonNullable<(typeof hops)[number]['sight']>) => number | undefined) =>
      toSpread(
        hops.map(({ sight, posted }) => (sight === undefined ? Number.NaN : (pick(sight) ?? Number.NaN) - posted)),
      )
    const ended = await readEnds(world.panel.url, started)
    await close()
    return {
      drills,
      told: after((sight) => sight.toldAt),
      received: after((sight) => sight.receivedAt),
      painted: after((sight) => sight.paintedAt),
      ended: toSpread(ended),
    }
  } finally {
    await world.stop()
  }
}

/** The panel has to have read Alertmanager's configuration first. */
async function startDrill(url: string): Promise<DrillStarted> {
  const until = Date.now() + TOLD_WITHIN_MS
  for (;;) {
    const answer = await fetch(`${url}/api/v1/alerts/drill`, { method: 'POST' })
    // Our own contract; the panel's tests hold it.
    if (answer.ok) return (await answer.json()) as DrillStarted
    if (Date.now() > until) throw new Error(`no drill: ${answer.status} ${await answer.text()}`)
    await new Promise((again) => setTimeout(again, 500))
  }
}

async function readEnds(url: string, started: readonly DrillStarted[]): Promise<number[]> {
  const until = Date.now() + ENDED_WITHIN_MS
  for (;;) {
    const answer = await fetch(`${url}/api/v1/events?types=alert.resolved&limit=1000`)
    const { events } = (await answer.json()) as {
      events: { event: { time: string; data: { labels: Record<string, string> } } }[]
    }
    const ends = started.flatMap(({ drillId, endsAt }) => {
      const end = events.find(({ event }) => event.data.labels['drill_id'] === drillId)
      return end === undefined ? [] : [Date.parse(end.event.time) - Date.parse(endsAt)]
    })
    if (ends.length === started.length || Date.now() > until) return ends
    await new Promise((again) => setTimeout(again, 500))
  }
}
