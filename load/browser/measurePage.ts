import { loadavg } from 'node:os'
import type { Browser, CDPSession, Page } from 'playwright'
import { installProbe } from './probe.ts'
import { startPublisher } from './startPublisher.ts'

export interface Case {
  readonly name: string
  readonly path: string
  /** The newest row of the page. */
  readonly newest: string
  readonly perSecond: number
  readonly batchMs: number
  /** Runs until the page holds as many rows as it ever will. */
  readonly fillMs: number
}

export interface PageFigures {
  readonly name: string
  readonly perSecond: number
  readonly received: number
  /** Wall time of main-thread tasks: what a user feels, inflated when others want the core. */
  readonly busyPercent: number
  /** Processor time of the main thread. */
  readonly cpuPercent: number
  readonly scriptPercent: number
  readonly layoutPercent: number
  readonly droppedPercent: number
  readonly framesPerSecond: number
  readonly heapMb: number
  readonly heapMbPerMinute: number
  readonly paintP50: number | null
  readonly paintP99: number | null
  readonly samples: number
  readonly rows: number
  readonly load1: number
}

const VIEWPORT = { width: 1440, height: 900 }
const SETTLE_MS = 2_000

/** One page under one load: filled first, then watched for `forMs`. */
export async function measurePage(
  browser: Browser,
  url: string,
  { name, path, newest, perSecond, batchMs, fillMs }: Case,
  forMs: number,
  prepare: (page: Page) => Promise<void>,
): Promise<PageFigures> {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await prepare(page)
  // The loader of this bench names functions through a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(installProbe, newest)
  await page.goto(`${url}${path}`)
  await page.waitForTimeout(SETTLE_MS)
  const publisher = perSecond === 0 ? undefined : startPublisher(url, perSecond, batchMs)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await page.waitForTimeout(fillMs)
  const heapBefore = await readHeap(session)
  await page.evaluate(() => window.benchSeen())
  const before = await readMetrics(session)
  await page.waitForTimeout(forMs)
  const after = await readMetrics(session)
  const seen = await page.evaluate(() => window.benchSeen())
  const heapAfter = await readHeap(session)
  const rows = await page.evaluate(() => document.querySelectorAll('[data-index], [data-row]').length)
  publisher?.stop()
  await page.close()
  const seconds = after.at - before.at
  const percent = (key: 'task' | 'thread' | 'script' | 'layout') => ((after[key] - before[key]) / seconds) * 100
  const delays = seen.delays.toSorted((a, b) => a - b)
  return {
    name,
    perSecond,
    received: seen.events / seconds,
    busyPercent: percent('task'),
    cpuPercent: percent('thread'),
    scriptPercent: percent('script'),
    layoutPercent: percent('layout'),
    droppedPercent: (seen.dropped / (seen.frames + seen.dropped)) * 100,
    framesPerSecond: seen.frames / seconds,
    heapMb: heapAfter / 1e6,
    heapMbPerMinute: ((heapAfter - heapBefore) / 1e6 / seconds) * 60,
    paintP50: quantile(delays, 0.5),
    paintP99: quantile(delays, 0.99),
    samples: delays.length,
    rows,
    load1: loadavg()[0] ?? Number.NaN,
  }
}

async function readHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

async function readMetrics(session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  return {
    at: of('Timestamp'),
    task: of('TaskDuration'),
    thread: of('ThreadTime'),
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  }
}

const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
