import { describe, expect, it } from 'vitest'
import { type ChartSeries, findGaps } from './series.ts'

const series = (...values: (number | null)[]): ChartSeries => ({ id: 'a', label: 'a', tone: 'c1', values })

describe('gaps of a chart', () => {
  it('are where no series has a value, from the last seen point to the next', () => {
    expect(findGaps([series(1, null, null, 4, 5)], 5)).toEqual([[0, 3]])
  })

  it('are not where at least one series was observed', () => {
    expect(findGaps([series(1, null, 3), series(null, 2, null)], 3)).toEqual([])
  })

  it('reach to the end when nothing was seen since, and from the start when nothing was seen before', () => {
    expect(findGaps([series(1, 2, null, null)], 4)).toEqual([[1, 3]])
    expect(findGaps([series(null, null, 3)], 3)).toEqual([[0, 2]])
  })
})
