import { formatCursor, type LogItem, type LoggedEvent } from '@nobet/contracts'
import type { Gap } from '@nobet/stream-client'
import { expect, test } from 'vitest'
import { createEventRing, RING_ROWS } from '../../../live/eventRing.ts'
import { createEventsView } from './eventsView.ts'

const START = Date.UTC(2026, 10, 22, 11)

const item = (offset: number, over: Partial<LoggedEvent> = {}): LogItem => ({
  cursor: formatCursor({ epoch: 'e', offset }),
  event: {
    specversion: '1.0',
    id: `id-${offset}`,
    source: '/modules/finbot',
    type: 'mcp.context.updated',
    time: new Date(START + offset * 10).toISOString(),
    severity: offset % 10 === 0 ? 'warning' : 'info',
    module: 'finbot',
    ...over,
  },
})
const items = (from: number, count: number) => Array.from({ length: count }, (_, at) => item(from + at))
const gap: Gap = {
  reason: 'disconnected',
  since: START,
  until: START + 50,
  recovered: 1,
  lost: 3,
  fromCursor: undefined,
}
const everything = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
const warnings = { ...everything, test: (event: LoggedEvent) => event.severity === 'warning' }

/** Time stands still until the test runs what was put off; then it goes on as far as that wants. */
function open() {
  const put: (() => void)[] = []
  let now = START
  const ring = createEventRing({ now: () => START, onFrame: (publish) => publish() })
  const view = createEventsView({
    ring,
    now: () => now,
    delay: (run, ms) => {
      const late = () => {
        now += ms
        run()
      }
      put.push(late)
      return () => void (put.includes(late) && put.splice(put.indexOf(late), 1))
    },
  })
  const settle = () => {
    for (let run = put.shift(); run !== undefined; run = put.shift()) run()
  }
  view.start()
  return { ring, view, settle, offsets: () => offsetsOf(view) }
}

const offsetsOf = (view: ReturnType<typeof createEventsView>) =>
  Array.from({ length: view.rowCount() }, (_, at) => {
    const row = view.rowAt(at)
    return row?.kind === 'event' ? Number(row.cursor.split(':')[1]) : 'gap'
  })

test('rows that match are kept as they come, newest first, with every gap in its place', () => {
  const { ring, view, offsets, settle } = open()
  view.setQuery(warnings)
  ring.push(items(1, 15), false)
  ring.pushGap(gap)
  ring.push(items(16, 10), true)
  settle()
  expect(offsets()).toEqual([20, 'gap', 10])
  expect(view.figures()).toMatchObject({ matching: 2, held: 25 })
})

test('a changed filter finds the same rows as one that was there from the beginning', () => {
  const early = open()
  early.view.setQuery(warnings)
  const late = open()
  for (const { ring } of [early, late]) ring.push(items(1, RING_ROWS + 500), false)
  late.view.setQuery(warnings)
  expect(late.view.figures().working).toBe(true)
  late.settle()
  early.settle()
  expect(late.offsets()).toEqual(early.offsets())
  expect(late.view.figures()).toMatchObject({ matching: RING_ROWS / 10, held: RING_ROWS, working: false })
})

test('the newest rows are there before the rest of a full ring is looked through', () => {
  const { ring, view } = open()
  ring.push(items(1, RING_ROWS), false)
  view.setQuery(warnings)
  expect(offsetsOf(view)[0]).toBe(RING_ROWS)
})

test('holding while a filter is still being applied shows rows at once', () => {
  const { ring, view } = open()
  ring.push(items(1, RING_ROWS), false)
  view.setQuery(warnings)
  view.hold('paused')
  expect(offsetsOf(view)[0]).toBe(RING_ROWS)
})

test('a held picture stays while the ring goes on, and counts what waits', () => {
  const { ring, view, offsets, settle } = open()
  view.setQuery(warnings)
  ring.push(items(1, 30), false)
  view.hold('paused')
  ring.push(items(31, RING_ROWS), false)
  settle()
  expect(offsets()).toEqual([30, 20, 10])
  expect(view.figures().hold).toMatchObject({ reason: 'paused', waiting: RING_ROWS, waitingMatches: RING_ROWS / 10 })
  view.release()
  expect(offsets()[0]).toBe(RING_ROWS + 30)
  expect(view.figures().hold).toBeUndefined()
})

test('a filter changed while held is applied to the held rows', () => {
  const { ring, view, offsets, settle } = open()
  ring.push(items(1, 30), false)
  view.hold('reading')
  view.setQuery(warnings)
  settle()
  expect(offsets()).toEqual([30, 20, 10])
})

test('older rows go under the held ones and leave with the hold', () => {
  const { ring, view, offsets } = open()
  view.setQuery(warnings)
  ring.push(items(101, 10), false)
  view.hold('reading')
  expect(view.olderThan()).toBe('e:101')
  view.addOlder(items(80, 21))
  expect(offsets()).toEqual([110, 100, 90, 80])
  expect(view.olderThan()).toBe('e:80')
  expect(view.find('e:85')?.kind).toBe('event')
  view.release()
  expect(offsets()).toEqual([110])
})

test('what was there before the first break is not called recovered', () => {
  const { ring, view } = open()
  ring.push(items(1, 1), true)
  ring.pushGap(gap)
  ring.push(items(2, 1), true)
  const rows = [view.rowAt(0), view.rowAt(2)].filter((row) => row !== undefined)
  expect(rows.map(view.isRecovered)).toEqual([true, false])
})

test('a gap outside the span is left out with the rows outside it', () => {
  const { ring, view, offsets } = open()
  ring.pushGap(gap)
  ring.push(items(1, 20), false)
  view.setQuery({ test: () => true, from: START + 60, to: START + 10_000 })
  expect(offsets()).not.toContain('gap')
})
