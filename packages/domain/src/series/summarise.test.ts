import { expect, it } from 'vitest'
import { summarise } from './summarise.ts'

it('tells the last observed value and both extremes', () => {
  expect(summarise([3, null, 9, 4, null])).toMatchObject({ last: 4, lastIndex: 3, min: 3, max: 9 })
})

it('tells nothing of what was never observed', () => {
  expect(summarise([null, Number.NaN, Number.POSITIVE_INFINITY])).toEqual({
    last: null,
    lastIndex: -1,
    min: null,
    max: null,
    trend: null,
  })
})

it.each([
  [[1, 2, 3, 4, 5, 6], 'rising'],
  [[6, 5, 4, 3, 2, 1], 'falling'],
  [[5, 9, 1, 5, 1, 9, 5, 5, 5], 'steady'],
  [[0, 0, 0], 'steady'],
  [[1, 2], null],
])('of %j says that it is %s', (values, trend) => {
  expect(summarise(values).trend).toBe(trend)
})
