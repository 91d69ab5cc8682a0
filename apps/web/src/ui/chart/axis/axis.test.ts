import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createZoneOffset } from '../../format/zoneOffset.ts'
import { toTimeTicks } from './timeAxis.ts'
import { toValueAxis } from './valueAxis.ts'

const base = { include: [], whole: false, height: 160 }

describe('the axis of values', () => {
  it('begins at zero and ends at a round number above all', () => {
    expect(toValueAxis({ ...base, min: 120, max: 412 })).toEqual({ min: 0, max: 600, ticks: [0, 200, 400, 600] })
  })

  it('shows a threshold that nothing has reached', () => {
    expect(toValueAxis({ ...base, min: 1, max: 2, include: [9] }).max).toBeGreaterThanOrEqual(9)
  })

  it('has whole lines for what is counted, and no more than all for a ratio', () => {
    expect(toValueAxis({ ...base, min: 0, max: 1, whole: true }).ticks).toEqual([0, 1, 2])
    expect(toValueAxis({ ...base, min: 0, max: 0.98, ceiling: 1 }).max).toBe(1)
  })

  it('stands when nothing was observed', () => {
    expect(toValueAxis({ ...base, min: null, max: null })).toMatchObject({ min: 0, max: 1 })
  })

  it('law: every value lies within, and the lines are few', () => {
    const figure = fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .filter((value) => value === 0 || Math.abs(value) > 1e-9)
    fc.assert(
      fc.property(figure, figure, fc.boolean(), (a, b, whole) => {
        const axis = toValueAxis({ ...base, min: Math.min(a, b), max: Math.max(a, b), whole })
        expect(axis.min).toBeLessThanOrEqual(Math.min(a, b))
        expect(axis.max).toBeGreaterThanOrEqual(Math.max(a, b) * (1 - 1e-9))
        expect(axis.ticks.length).toBeLessThanOrEqual(8)
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2)
      }),
    )
  })
})

describe('the axis of time', () => {
  const berlin = createZoneOffset('Europe/Berlin')
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' })

  it('reads the clock of the chosen zone', () => {
    const kolkata = createZoneOffset('Asia/Kolkata')
    const from = Date.UTC(2026, 10, 22, 10, 7)
    const ticks = toTimeTicks(from, from + 4 * 3_600_000, 360, kolkata)
    expect(ticks.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual([
      '10:30',
      '11:30',
      '12:30',
      '13:30',
    ])
  })

  it.each([
    ['forward', Date.UTC(2026, 2, 28, 18)],
    ['back', Date.UTC(2026, 9, 24, 18)],
  ])('keeps round hours when the clock goes %s', (_, from) => {
    const ticks = toTimeTicks(from, from + 24 * 3_600_000, 800, berlin)
    expect(ticks.length).toBeGreaterThan(5)
    for (const { at } of ticks) expect(Number(clock.format(at).slice(0, 2)) % 3).toBe(0)
    expect(ticks.filter(({ as }) => as === 'day')).toHaveLength(1)
  })

  it('law: ascending, within the range, not crowded', () => {
    const from = fc.integer({ min: 0, max: 2e12 })
    fc.assert(
      fc.property(from, fc.integer({ min: 1_000, max: 3e11 }), (start, length) => {
        const ticks = toTimeTicks(start, start + length, 600, berlin)
        expect(ticks.length).toBeLessThanOrEqual(10)
        for (const [index, { at }] of ticks.entries()) {
          expect(at).toBeGreaterThanOrEqual(Math.max(start, (ticks[index - 1]?.at ?? -1) + 1))
          expect(at).toBeLessThanOrEqual(start + length)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('of no time at all has no ticks', () => {
    expect(toTimeTicks(5, 5, 600, berlin)).toEqual([])
  })
})
