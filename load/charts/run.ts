import { loadavg } from 'node:os'
import { type CDPSession, chromium, type Page } from 'playwright'
import { median, writeResult } from '../result.ts'
import { buildPage, PAGE_URL } from './buildPage.ts'

/**
 * What one update of a chart costs in script: ours whole, recharts as documented, and the bare canvas library as limit.
 * `nothing` is the bench itself, which feeds, renders and waits for a frame; it is taken off. All take turns,
 * `--rounds n`; medians are told.
 */
const PEERS = ['nothing', 'ours', 'uplot', 'recharts'] as const
const SIZES = [
  { series: 8, points: 240, goalMs: 1 },
  { series: 20, points: 1_000, goalMs: 3 },
] as const
const WARM_UP = 30
const UPDATES = { nothing: 120, ours: 120, uplot: 120, recharts: 30 }
const VIEWPORT = { width: 1_440, height: 900 }
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

interface Reading {
  readonly peer: (typeof PEERS)[number]
  readonly series: number
  readonly points: number
  /** Milliseconds of processor time an update. */
  readonly scriptMs: number
}

const rounds = readRounds()
const prepare = await buildPage()
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: FLAGS,
})
const readings: Reading[] = []
for (let round = 0; round < rounds; round += 1)
  for (const { series, points } of SIZES)
    for (const peer of PEERS) {
      const page = await browser.newPage({ viewport: VIEWPORT })
      await prepare(page)
      readings.push(await measure(page, { peer, series, points }))
      await page.close()
    }
await browser.close()
const medians = SIZES.map(({ series, points, goalMs }) => toRow(series, points, goalMs))
console.table(medians)
await writeResult('charts', { rounds, load: loadavg(), medians, readings })

async function measure(page: Page, chart: Pick<Reading, 'peer' | 'series' | 'points'>): Promise<Reading> {
  await page.goto(PAGE_URL)
  await page.waitForFunction('globalThis.chartBench !== undefined')
  const session = await page.context().newCDPSession(page)
  // Processor time of the thread, not the clock: other programs on the machine hardly move it.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.evaluate(`globalThis.update = chartBench('${chart.peer}', ${chart.series}, ${chart.points})`)
  await page.evaluate(`update(${WARM_UP})`)
  const updates = UPDATES[chart.peer]
  const before = await readScript(session)
  await page.evaluate(`update(${updates})`)
  const after = await readScript(session)
  return { ...chart, scriptMs: ((after - before) * 1_000) / updates }
}

/** Seconds of processor time in script since the page began. */
async function readScript(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN
}

function toRow(series: number, points: number, goalMs: number) {
  const isOf = (peer: Reading['peer']) => (one: Reading) =>
    one.peer === peer && one.series === series && one.points === points
  const of = (peer: Reading['peer']) => median(readings.filter(isOf(peer)).map((one) => one.scriptMs))
  const net = (peer: Reading['peer']) => of(peer) - of('nothing')
  const hundredths = (value: number) => Math.round(value * 100) / 100
  return {
    chart: `${series}x${points}`,
    ours: hundredths(net('ours')),
    goal: goalMs,
    uplot: hundredths(net('uplot')),
    recharts: hundredths(net('recharts')),
    ratio: Math.round((net('recharts') / net('ours')) * 10) / 10,
    'of the bench': hundredths(of('nothing')),
  }
}

function readRounds(): number {
  const at = process.argv.indexOf('--rounds')
  const value = at < 0 ? 3 : Number(process.argv[at + 1])
  if (!Number.isInteger(value) || value < 1) throw new Error('--rounds: expected a whole number above 0')
  return value
}
