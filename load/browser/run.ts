import { loadavg } from 'node:os'
import { chromium } from 'playwright'
import { writeResult } from '../result.ts'
import { type Case, measurePage, type PageFigures } from './measurePage.ts'
import { buildNaivePage, NAIVE_PATH } from './naivePage.ts'
import { startBff } from './startBff.ts'

/**
 * How much of the browser the Events page takes at full stream, against an idle page and a naive list.
 * `--rounds n --seconds s`; the best of the rounds would flatter, so the medians are told.
 */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  // The naive page is fulfilled by the bench and has no address of its own.
  '--disable-features=LocalNetworkAccessChecks',
]
const EVENTS = { path: '/events', newest: '[role="grid"] [data-index="0"]' }
const NAIVE = { path: NAIVE_PATH, newest: '[data-row]' }
const CASES: readonly Case[] = [
  { ...EVENTS, name: 'idle', perSecond: 0, batchMs: 0, fillMs: 3_000 },
  { ...EVENTS, name: 'events', perSecond: 1_000, batchMs: 50, fillMs: 14_000 },
  { ...EVENTS, name: 'events', perSecond: 3_000, batchMs: 17, fillMs: 8_000 },
  { ...NAIVE, name: 'naive', perSecond: 500, batchMs: 50, fillMs: 5_000 },
]

const rounds = readNumber('--rounds', 1)
const seconds = readNumber('--seconds', 20)
const runs: PageFigures[] = []
const prepareNaive = await buildNaivePage()
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: FLAGS,
})
for (let round = 0; round < rounds; round += 1)
  for (const one of CASES) {
    const bff = await startBff()
    const prepare = one.name === 'naive' ? prepareNaive : () => Promise.resolve()
    runs.push(await measurePage(browser, bff.url, one, seconds * 1_000, prepare))
    await bff.stop()
    console.log(toLine(runs.at(-1)))
  }
const browserVersion = browser.version()
await browser.close()
const medians = CASES.map(({ name, perSecond }) => toMedian(runs, name, perSecond))
const busyOf = (name: string, rate: number) =>
  medians.find((one) => one.name === name && one.perSecond === rate)?.busyPercent
const ratio = (busyOf('naive', 500) ?? Number.NaN) / (busyOf('events', 1_000) ?? Number.NaN)
console.table(medians.map(round1))
console.log(`naive at 500 ev/s takes ${ratio.toFixed(1)} times the main thread of the Events page at 1000 ev/s`)
await writeResult('browser', {
  chromium: browserVersion,
  seconds,
  rounds,
  load: loadavg(),
  naiveRatio: ratio,
  medians,
  runs,
})

function toMedian(all: readonly PageFigures[], name: string, perSecond: number): PageFigures {
  const own = all.filter((one) => one.name === name && one.perSecond === perSecond)
  const sorted = own.toSorted((a, b) => a.busyPercent - b.busyPercent)
  const median = sorted[Math.floor((sorted.length - 1) / 2)]
  if (median === undefined) throw new Error(`no run of ${name}`)
  return median
}

function round1(figures: PageFigures): object {
  return Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 10) / 10 : value,
    ]),
  )
}

function toLine(figures: PageFigures | undefined): string {
  return JSON.stringify(figures === undefined ? {} : round1(figures))
}

function readNumber(flag: string, otherwise: number): number {
  const at = process.argv.indexOf(flag)
  const value = at < 0 ? otherwise : Number(process.argv[at + 1])
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag}: expected a whole number above 0`)
  return value
}
