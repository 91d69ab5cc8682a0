import { formatCursor, type LogItem } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventRing } from './eventRing.ts'

const item = (offset: number): LogItem => ({
  cursor: formatCursor({ epoch: 'e', offset }),
  event: {
    specversion: '1.0',
    id: String(offset),
    source: '/modules/finbot',
    type: 'mcp.context.updated',
    time: '2026-11-22T11:00:00Z',
    severity: 'info',
  },
})
const HAPPENED_AT = Date.parse('2026-11-22T11:00:00Z')
const items = (from: number, count: number) => Array.from({ length: count }, (_, i) => item(from + i))

function createTest(rows: number) {
  const frames: (() => void)[] = []
  let now = 0
  const ring = createEventRing({ now: () => now, onFrame: (publish) => void frames.push(publish) }, rows)
  return {
    ring,
    frames,
    paint: () => frames.splice(0).forEach((publish) => publish()),
    elapse: (ms: number) => {
      now += ms
    },
  }
}

const idsOf = (ring: ReturnType<typeof createEventRing>, count: number) =>
  ring.newest(count).map((entry) => (entry.kind === 'event' ? Number(entry.event.id) : 'gap'))

describe('the event ring', () => {
  it('gives the newest rows first and keeps a gap in its place', () => {
    const { ring } = createTest(10)
    ring.push(items(1, 2), false)
    ring.pushGap({ since: 0, until: 5, recovered: 1, lost: 2, fromCursor: undefined, reason: 'disconnected' })
    ring.push(items(3, 1), true)
    expect(idsOf(ring, 10)).toEqual([3, 'gap', 2, 1])
  })

  it('tells its readers once a frame, however much arrives, and not before', () => {
    const { ring, frames, paint } = createTest(10)
    let told = 0
    ring.subscribe(() => {
      told += 1
    })
    ring.push(items(1, 3), false)
    ring.push(items(4, 3), false)
    expect([frames.length, told, ring.published()]).toEqual([1, 0, 0])
    paint()
    expect([told, ring.published()]).toEqual([1, 6])
  })

  it('tells no reader that has left', () => {
    const { ring, paint } = createTest(10)
    let told = 0
    ring.subscribe(() => (told += 1))()
    ring.push(items(1, 1), false)
    paint()
    expect(told).toBe(0)
  })

  it('counts the events of the last minute, what came late by when it happened', () => {
    const { ring, elapse } = createTest(100)
    elapse(HAPPENED_AT + 61_000)
    ring.push(items(1, 5), false)
    ring.push(items(6, 5), true)
    elapse(30_000)
    ring.push(items(11, 2), false)
    expect(ring.perMinute()).toBe(7)
    elapse(40_000)
    expect(ring.perMinute()).toBe(2)
    elapse(600_000)
    expect(ring.perMinute()).toBe(0)
  })

  it('knows the rate of the minute before the page was opened', () => {
    const { ring, elapse } = createTest(100)
    elapse(HAPPENED_AT + 20_000)
    ring.push(items(1, 5), true)
    expect(ring.perMinute()).toBe(5)
    elapse(41_000)
    expect(ring.perMinute()).toBe(0)
  })

  it('law: holds exactly the newest rows of all that came, never more than its bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(15), { maxLength: 20 }), (rows, batches) => {
        const { ring } = createTest(rows)
        let total = 0
        for (const count of batches) {
          ring.push(items(total + 1, count), false)
          total += count
        }
        const held = Math.min(rows, total)
        expect(ring.size()).toBe(held)
        expect(ring.dropped()).toBe(total - held)
        expect(idsOf(ring, rows)).toEqual(Array.from({ length: held }, (_, i) => total - i))
        expect(ring.get(total - held - 1)).toBeUndefined()
      }),
    )
  })
})
