import { formatCursor, type LogItem } from '@nobet/contracts'
import type { EventBatch } from '@nobet/stream-client'
import { describe, expect, it } from 'vitest'
import { startPaintReports } from './startPaintReports.ts'

const cursor = (offset: number) => formatCursor({ epoch: 'e', offset })
const item = (offset: number, flags: string | undefined): LogItem => ({
  cursor: cursor(offset),
  event: {
    specversion: '1.0',
    id: String(offset),
    source: '/modules/finbot',
    type: 'mcp.context.updated',
    time: '2026-11-22T11:00:00Z',
    severity: 'info',
    ...(flags === undefined ? {} : { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-${flags}` }),
  },
})

function setUp() {
  const told: [string, number, number][] = []
  const frames: (() => void)[] = []
  const tab = { now: 0, hidden: false, hide: () => {} }
  let listener: (batch: EventBatch) => void = () => {}
  const stop = startPaintReports({
    live: {
      onBatch: (given) => {
        listener = given
        return () => {
          listener = () => {}
        }
      },
      reportPaint: (...seen) => void told.push(seen),
    },
    onPainted: (run) => void frames.push(run),
    monotonic: () => tab.now,
    isHidden: () => tab.hidden,
    onHidden: (run) => {
      tab.hide = () => {
        tab.hidden = true
        run()
      }
      return () => {}
    },
  })
  const receive = (offsets: readonly number[], options: { flags?: string; recovered?: boolean } = {}) => {
    const { flags, recovered = false } = options
    listener({ items: offsets.map((offset) => item(offset, flags)), recovered, receivedAt: tab.now })
  }
  const paint = (at: number) => {
    tab.now = at
    for (const run of frames.splice(0)) run()
  }
  return { told, frames, tab, receive, paint, stop }
}

describe('reports of what was painted', () => {
  it('say when an event came and when its frame stood on the screen', () => {
    const { told, receive, paint } = setUp()
    receive([1])
    paint(16)
    expect(told).toEqual([[cursor(1), 0, 16]])
  })

  it('speak of the sampled traces of a frame, a bounded number of them, else of its first event', () => {
    const { told, frames, receive, paint } = setUp()
    receive([1, 2], { flags: '00' })
    receive([3, 4, 5, 6, 7], { flags: '01' })
    receive([8], { flags: '01' })
    expect(frames).toHaveLength(1)
    paint(10)
    expect(told.map(([which]) => which)).toEqual([cursor(1), cursor(3), cursor(4), cursor(5)])
  })

  it('leave out what came late after a break, and what a hidden tab never painted', () => {
    const { told, tab, receive, paint } = setUp()
    receive([1], { recovered: true })
    receive([2])
    tab.hide()
    receive([3])
    tab.hidden = false
    paint(60_000)
    expect(told).toEqual([])
  })

  it('end when they are stopped', () => {
    const { told, receive, paint, stop } = setUp()
    receive([1])
    stop()
    receive([2])
    paint(5)
    expect(told).toEqual([])
  })
})
