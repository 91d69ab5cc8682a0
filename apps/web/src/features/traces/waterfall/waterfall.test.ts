import { describe, expect, it } from 'vitest'
import type { SpanView } from '../trace/traceView.ts'
import { toRows } from './toRows.ts'
import { toTicks } from './toTicks.ts'

const span = (id: string, depth: number, children: number): SpanView => ({
  id,
  depth,
  children,
  parentId: '',
  name: id,
  service: '',
  kind: '',
  status: 'unset',
  statusMessage: '',
  offsetMs: 0,
  durationMs: 1,
  attributes: [],
  resource: [],
  events: [],
  links: [],
})
const SPANS = [span('a', 0, 2), span('b', 1, 1), span('c', 2, 0), span('d', 1, 0), span('e', 0, 0)]
const ids = (...folded: string[]) => toRows(SPANS, new Set(folded)).map(({ id }) => id)

it('hides what is below a folded span, however deep, and nothing beside it', () => {
  expect(ids()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(ids('b')).toEqual(['a', 'b', 'd', 'e'])
  expect(ids('a')).toEqual(['a', 'e'])
  expect(ids('a', 'b')).toEqual(['a', 'e'])
  expect(ids('e')).toEqual(['a', 'b', 'c', 'd', 'e'])
})

describe('the ticks of the ruler', () => {
  it.each([
    [310, 4, [0, 100, 200, 300]],
    [1, 4, [0, 0.5]],
    [4.2, 5, [0, 1, 2, 3, 4]],
    [0, 4, [0]],
  ])('stand at round moments of %s ms', (length, most, ticks) => {
    expect(toTicks(length, most)).toEqual(ticks)
  })
})
