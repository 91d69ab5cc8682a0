import { loadavg } from 'node:os'
import { chromium } from 'playwright'
import { writeResult } from '../result.ts'
import { measureDrills } from './measureDrills.ts'
import { type Latency, measureLatency } from './measureLatency.ts'
import { measureStorm } from './measureStorm.ts'

/**
 * How long an alert takes from Alertmanager's webhook to a painted toast, what a storm does to the page, and the hops of
 * a fire drill. A real Alertmanager, the built panel, Chromium. `--seconds s --per-second n`.
 */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
]
/** As many as have room on screen: a card that waits for room is no figure of the road. */
const DRILLS = 3
const STORM = { alerts: 1_000, seconds: 10 }

const perSecond = readNumber('--per-second', 20)
const seconds = readNumber('--seconds', 60)
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: FLAGS,
})
const latencies: Latency[] = []
for (const path of ['/', '/alerts']) latencies.push(await measureLatency(browser, { path, perSecond, seconds }))
console.table(latencies.map(toRow))
const storms = []
for (const severity of ['warning', 'critical']) storms.push(await measureStorm(browser, { ...STORM, severity }))
console.table(storms)
const drills = await measureDrills(browser, DRILLS)
console.table(drills)
const browserVersion = browser.version()
await browser.close()
const load = loadavg()
console.log(`load average ${load.map((one) => one.toFixed(1)).join(' ')}`)
await writeResult('alerts', { chromium: browserVersion, perSecond, seconds, load, latencies, storms, drills })

function toRow({ path, sent, received, painted, grouping, receive, paint, whole, toasts, atOnce }: Latency) {
  const words = ({ p50, p99 }: Latency['whole']) => `${p50} / ${p99}`
  return {
    path,
    sent,
    received,
    painted,
    'post → told': words(grouping),
    'told → received': words(receive),
    'received → painted': words(paint),
    'told → painted': words(whole),
    toasts,
    atOnce,
  }
}

function readNumber(flag: string, otherwise: number): number {
  const at = process.argv.indexOf(flag)
  const value = at < 0 ? otherwise : Number(process.argv[at + 1])
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag}: expected a whole number above 0`)
  return value
}
