import { expect, test } from 'vitest'
import { changeSearch, readEventsSearch } from './search.ts'
import { toViewQuery } from './toViewQuery.ts'

const span = { from: '2026-11-22T11:00:00.000Z', to: '2026-11-22T11:05:00.000Z' }
const event = (time: string) => ({
  specversion: '1.0' as const,
  id: '1',
  source: '/x',
  type: 'a.b',
  severity: 'info' as const,
  time,
})

test('what a damaged link holds is left out, the rest is read', () => {
  expect(readEventsSearch({ q: 7, sel: 'e:1', from: 'soon', to: span.to })).toEqual({ sel: 'e:1' })
  expect(readEventsSearch({ from: span.to, to: span.from })).toEqual({})
  expect(changeSearch({ q: 'a', sel: 'e:1' }, { sel: undefined })).toEqual({ q: 'a' })
})

test('a span lets through its beginning and not its end', () => {
  const { test: passes } = toViewQuery(span).view
  expect([span.from, '2026-11-22T11:04:59.999Z', span.to].map((time) => passes(event(time)))).toEqual([
    true,
    true,
    false,
  ])
})

test('a filter with a fault filters nothing and tells the fault', () => {
  const read = toViewQuery({ q: 'sevrity>=x' })
  expect(read.faults).toHaveLength(1)
  expect(read.view.test(event(span.from))).toBe(true)
})
