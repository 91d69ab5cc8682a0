import { describe, expect, it } from 'vitest'
import { breakGaps, findGaps } from './findGaps.ts'

const times = [10, 20, 30, 40, 50]
const table = (...columns: (number | null)[][]) => ({ times: times.slice(0, columns[0]?.length), columns })

describe('gaps of a chart', () => {
  it('are where no series has a value, from the last seen point to the next', () => {
    expect(findGaps(table([1, null, null, 4, 5]))).toEqual([{ from: 10, to: 40 }])
  })

  it('are not where at least one series was observed', () => {
    expect(findGaps(table([1, null, 3], [null, 2, null]))).toEqual([])
  })

  it('reach to the end when nothing was seen since, and from the start when nothing was seen before', () => {
    expect(findGaps(table([1, 2, null, null]))).toEqual([{ from: 20, to: 40 }])
    expect(findGaps(table([null, null, 3]))).toEqual([{ from: 10, to: 30 }])
  })

  it('are told at the edges of a range, and over all of it when nothing was seen', () => {
    const within = { from: 0, to: 100, stepMs: 10 }
    expect(findGaps(table([1, 2, 3, 4, 5]), within)).toEqual([{ from: 50, to: 100 }])
    expect(findGaps({ times: [], columns: [] }, within)).toEqual([{ from: 0, to: 100 }])
  })

  it('begin after one and a half steps, not before', () => {
    const within = { from: 0, to: 30, stepMs: 10 }
    expect(findGaps({ times: [0, 15, 30], columns: [[1, 2, 3]] }, within)).toEqual([])
    expect(findGaps({ times: [0, 16, 30], columns: [[1, 2, 3]] }, within)).toEqual([{ from: 0, to: 16 }])
  })
})

describe('missing points', () => {
  it('become an unobserved row between their neighbours', () => {
    expect(breakGaps([0, 10, 40, 50], [[1, 2, 3, 4]], 10)).toEqual({
      times: [0, 10, 25, 40, 50],
      columns: [[1, 2, null, 3, 4]],
    })
  })

  it('that are not missing cost nothing: the very lists come back', () => {
    const columns = [[1, 2, 3]]
    const broken = breakGaps([0, 10, 25], columns, 10)
    expect(broken.columns).toBe(columns)
  })
})
