import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TimelineEntry } from '../world/mockWorld.ts'
import { createPlayback } from './timeline.ts'

const entry = (atMs: number): TimelineEntry => ({
  atMs,
  event: { type: 'mcp.context.updated', source: '/modules/finbot', data: {} },
})

const DURATION_MS = 100

it('law: however time is cut up, everything happens once and in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: DURATION_MS - 1 }), { maxLength: 20 }),
      fc.array(fc.nat(60), { maxLength: 10 }),
      (times, steps) => {
        const timeline = times.toSorted((one, other) => one - other).map(entry)
        const pieces = createPlayback({ timeline, durationMs: DURATION_MS })
        let now = 0
        const happened = steps.flatMap((step) => {
          now += step
          return pieces.advance(now)
        })
        const whole = createPlayback({ timeline, durationMs: DURATION_MS })
        expect(happened).toEqual(steps.length === 0 ? [] : whole.advance(now))
      },
    ),
  )
})

it('repeats the present with time moved on, and history never', () => {
  const playback = createPlayback({ timeline: [entry(-10), entry(20)], durationMs: DURATION_MS })
  expect(playback.advance(220).map(({ at, shiftMs }) => [at, shiftMs])).toEqual([
    [-10, 0],
    [20, 0],
    [120, 100],
    [220, 200],
  ])
})

it('has nothing due in a world where nothing happens', () => {
  const playback = createPlayback({ timeline: [], durationMs: DURATION_MS })
  expect([playback.nextAt(), playback.advance(1_000)]).toEqual([undefined, []])
})
