import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downsample, type Figure, pointsMax } from './downsample.ts'

const value = fc.option(fc.oneof(fc.integer({ min: -1_000, max: 1_000 }), fc.double({ noNaN: true })), { nil: null })
const series = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30_000 }), value), { minLength: 1, maxLength: 300 })
  .map((steps) => {
    let time = 0
    return { times: steps.map(([step]) => (time += step)), values: steps.map(([, each]) => each) }
  })
const width = fc.integer({ min: 1, max: 40 })
const finite = (values: readonly (number | null)[]) => values.filter((each): each is number => Number.isFinite(each))

const thinOne = (times: readonly number[], values: readonly Figure[], columns: number) => {
  const thin = downsample(times, [values], columns)
  return { times: thin.times, values: thin.columns[0] ?? [] }
}

describe('a thinned series', () => {
  it('keeps a spike of one point among thousands', () => {
    const times = Array.from({ length: 10_000 }, (_, at) => at)
    const thin = thinOne(
      times,
      times.map((at) => (at === 4_321 ? 99 : 1)),
      100,
    )
    expect(thin.values).toContain(99)
    expect(thin.times.length).toBeLessThanOrEqual(pointsMax(100))
  })

  it('is the series itself when there is room', () => {
    const times = [1, 2, 3]
    const values = [1, null, 3]
    const thin = thinOne(times, values, 10)
    expect([thin.times, thin.values]).toEqual([times, values])
  })

  it.each([0, -5, Number.NaN])('with a width of %d is as narrow as can be, not an endless loop', (narrow) => {
    const times = Array.from({ length: 100 }, (_, at) => at)
    expect(thinOne(times, times, narrow).times.length).toBeLessThanOrEqual(pointsMax(1))
  })

  it('law: bounded, ascending, first and last kept, extremes kept, nothing invented', () => {
    fc.assert(
      fc.property(series, width, ({ times, values }, columns) => {
        const thin = thinOne(times, values, columns)
        expect(thin.times.length).toBeLessThanOrEqual(pointsMax(columns))
        expect(thin.values).toHaveLength(thin.times.length)
        expect([thin.times[0], thin.times.at(-1)]).toEqual([times[0], times.at(-1)])
        expect(Math.max(...finite(thin.values))).toBe(Math.max(...finite(values)))
        expect(Math.min(...finite(thin.values))).toBe(Math.min(...finite(values)))
        const given = new Map(times.map((time, at) => [time, values[at]]))
        expect(thin.times.every((time, at) => given.get(time) === thin.values[at])).toBe(true)
        expect(thin.times.every((time, at) => at === 0 || time > (thin.times[at - 1] ?? 0))).toBe(true)
      }),
    )
  })

  it('law: no line is drawn through a gap', () => {
    fc.assert(
      fc.property(series, width, ({ times, values }, columns) => {
        const thin = thinOne(times, values, columns)
        for (let at = 1; at < thin.times.length; at += 1) {
          if (thin.values[at - 1] === null || thin.values[at] === null) continue
          const between = values.slice(times.indexOf(thin.times[at - 1] ?? 0) + 1, times.indexOf(thin.times[at] ?? 0))
          expect(between.filter((each) => each === null || !Number.isFinite(each))).toEqual([])
        }
      }),
    )
  })
})

it('law: series that share their times keep sharing them, each with its own extremes', () => {
  fc.assert(
    fc.property(series, width, ({ times, values }, columns) => {
      const other = values.map((each) => (each === null ? 1 : -each))
      const thin = downsample(times, [values, other], columns)
      expect(thin.columns.map((column) => column.length)).toEqual([thin.times.length, thin.times.length])
      expect(thin.times.length).toBeLessThanOrEqual(2 * pointsMax(columns))
      expect(Math.max(...finite(thin.columns[1] ?? []))).toBe(Math.max(...finite(other)))
    }),
  )
})
