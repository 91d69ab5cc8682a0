import { expect, it } from 'vitest'
import type { Run } from '../ask/useRuns.ts'
import type { Point } from './answer.ts'
import { LINES_MAX, toLines } from './toLines.ts'
import { toRows } from './toRows.ts'

const run = (expr: string, lists: readonly (readonly Point[])[], total = lists.length): Run => ({
  expr,
  mode: 'range',
  span: { from: 0, to: 10 },
  stepMs: 1,
  bytes: 0,
  waitedMs: 0,
  timing: null,
  answer: {
    kind: 'matrix',
    notes: [],
    total,
    series: lists.map((points, at) => ({ labels: { n: `${expr}${at}` }, points })),
  },
})
const many = (expr: string, count: number) =>
  run(
    expr,
    Array.from({ length: count }, (_, at): Point[] => [[1, at]]),
  )

it('lines of several queries share one time axis; what one lacks there is a gap', () => {
  const lines = toLines([
    run('a', [
      [
        [1, 10],
        [3, 30],
      ],
    ]),
    undefined,
    run('c', [[[2, 20]]]),
  ])
  expect(lines.times).toEqual([1, 2, 3])
  expect(lines.series.map(({ label, values }) => [label, values])).toEqual([
    ['A {n="a0"}', [10, null, 30]],
    ['C {n="c0"}', [null, 20, null]],
  ])
})

it('NaN and the infinite break the line and are counted, not drawn as zero', () => {
  const lines = toLines([
    run('a', [
      [
        [1, Number.NaN],
        [2, Infinity],
        [3, 3],
      ],
    ]),
  ])
  expect(lines.series[0]?.values).toEqual([null, null, 3])
  expect(lines.undrawable).toBe(2)
})

it('says how many there were when it draws fewer', () => {
  const lines = toLines([many('a', 812)])
  expect(lines.series).toHaveLength(LINES_MAX)
  expect(lines.total).toBe(812)
})

it('a query with many lines does not crowd out the others, and unused places are given away', () => {
  const lines = toLines([many('a', 500), many('b', 3)])
  expect(lines.series).toHaveLength(LINES_MAX)
  expect(lines.series.filter(({ label }) => label.startsWith('B'))).toHaveLength(3)
})

it('counts series that were sent but not read', () => {
  expect(toLines([run('a', [[[1, 1]]], 5_000)]).total).toBe(5_000)
})

it('a row has the figures of the finite points', () => {
  const [row] = toRows([
    run('a', [
      [
        [1, 4],
        [2, Number.NaN],
        [3, 2],
      ],
    ]),
  ])
  expect(row).toMatchObject({ last: 2, at: 3, min: 2, max: 4, mean: 3, points: 3 })
  expect(toRows([run('a', [[[1, Number.NaN]]])])[0]).toMatchObject({ min: null, max: null, mean: null, points: 1 })
})
