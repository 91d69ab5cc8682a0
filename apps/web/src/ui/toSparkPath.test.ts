import { expect, it } from 'vitest'
import { toSparkPath } from './toSparkPath.ts'

const box = { width: 100, height: 50 }

it('breaks the line where nothing was observed', () => {
  const values = [1, 2, null, 4]
  const { path } = toSparkPath(
    values.map((value, at) => ({ at, value })),
    box,
  )
  expect(path.match(/M/g)).toHaveLength(2)
})

it('marks a tail that nobody observed, and only then', () => {
  expect(
    toSparkPath(
      [
        { at: 0, value: 1 },
        { at: 10, value: null },
      ],
      box,
    ).tailX,
  ).toBe(0)
  expect(
    toSparkPath(
      [
        { at: 0, value: null },
        { at: 10, value: 1 },
      ],
      box,
    ).tailX,
  ).toBeUndefined()
})

it('draws nothing out of nothing', () => {
  expect(toSparkPath([], box)).toEqual({ path: '', end: undefined, tailX: undefined, limitY: undefined })
  expect(toSparkPath([{ at: 0, value: null }], { ...box, limit: 5 })).toMatchObject({ path: '', limitY: undefined })
})

it('starts its scale at zero, so that jitter does not look like trouble', () => {
  const { end } = toSparkPath(
    [
      { at: 0, value: 100 },
      { at: 1, value: 101 },
    ],
    box,
  )
  const { end: first } = toSparkPath([{ at: 0, value: 100 }], box)
  expect(Math.abs((end?.y ?? 0) - (first?.y ?? 99))).toBeLessThan(1)
})
