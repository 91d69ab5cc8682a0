import { expect, test } from 'vitest'
import { clampSpan, moveEdge, toSpan } from './brushSpan.ts'

const frame = { from: 1_000, until: 2_000, barMs: 100, count: 10 }

test('a drag in either direction covers whole bars, at least one', () => {
  expect(toSpan(1_450, 1_220, frame)).toEqual({ from: 1_200, to: 1_500 })
  expect(toSpan(1_200, 1_200, frame)).toEqual({ from: 1_200, to: 1_300 })
})

test('an edge moved by keys never passes the other', () => {
  expect(moveEdge({ from: 1_200, to: 1_500 }, 'from', 9, frame)).toEqual({ from: 1_400, to: 1_500 })
  expect(moveEdge({ from: 1_200, to: 1_500 }, 'to', 0, frame)).toEqual({ from: 1_200, to: 1_300 })
})

test('all of the range is no span', () => {
  expect(moveEdge({ from: 1_100, to: 2_000 }, 'from', 0, frame)).toBeUndefined()
})

test('what lies outside the bars is not drawn', () => {
  expect(clampSpan({ from: 0, to: 1_500 }, frame)).toEqual({ left: 0, width: 50 })
  expect(clampSpan({ from: 0, to: 500 }, frame)).toEqual({ left: 0, width: 0 })
})
