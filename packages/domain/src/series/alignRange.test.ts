import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignRange, POINTS_MAX } from './alignRange.ts'

const DAY_MS = 86_400_000
const instant = fc.integer({ min: 0, max: 4e12 })

describe('a range on round steps', () => {
  it('is the same for two readers who ask a moment apart', () => {
    const hour = { from: 1_000_000_000_000, to: 1_000_003_600_000, points: 300 }
    expect(alignRange(hour)).toEqual({ start: 999_999_990_000, end: 1_000_003_590_000, step: 15_000 })
    expect(alignRange({ ...hour, from: hour.from + 900, to: hour.to + 900 })).toEqual(alignRange(hour))
  })

  it('takes no finer step than the source has', () => {
    expect(alignRange({ from: 0, to: 60_000, points: 1_000, finest: 14_000 }).step).toBe(15_000)
  })

  it.each([
    [Number.NaN, 1],
    [0, Number.POSITIVE_INFINITY],
    [5, 4],
  ])('is refused from %d to %d', (from, to) => {
    expect(() => alignRange({ from, to, points: 100 })).toThrow(RangeError)
  })

  it('law: bounded, aligned, covers the beginning and never asks for the future', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 40 * 365 * DAY_MS }), fc.double(), (from, length, points) => {
        const to = from + length
        const { start, end, step } = alignRange({ from, to, points })
        expect((end - start) / step + 1).toBeLessThanOrEqual(Math.max(2, Math.min(POINTS_MAX, points || 2)))
        expect([start % step, end % step]).toEqual([0, 0])
        expect(start).toBeLessThanOrEqual(from)
        expect(end).toBeLessThanOrEqual(to)
        expect(end).toBeGreaterThan(to - step)
      }),
    )
  })
})
