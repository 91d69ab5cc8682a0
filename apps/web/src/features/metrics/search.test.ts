import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EXPR_CHARS_MAX, QUERIES_MAX, readMetricsSearch } from './search.ts'

it('keeps what a link says', () => {
  const search = { q: ['up', 'rate(x[5m])'], off: [1], mode: 'instant', step: '30s', limit: 0.5, unit: 'seconds' }
  expect(readMetricsSearch(search)).toEqual(search)
})

it('takes one query written by hand, even one that the address reads as a number', () => {
  expect(readMetricsSearch({ q: 'up' })).toEqual({ q: ['up'] })
  expect(readMetricsSearch({ q: 1 })).toEqual({ q: ['1'] })
})

it('leaves out what cannot be: too many, too long, of another kind', () => {
  const q = Array.from({ length: QUERIES_MAX + 3 }, (_, at) => `m${at}`)
  expect(readMetricsSearch({ q }).q).toHaveLength(QUERIES_MAX)
  expect(readMetricsSearch({ q: 'x'.repeat(EXPR_CHARS_MAX + 1), off: [0], mode: 'both', unit: 'furlongs' })).toEqual({})
  expect(readMetricsSearch({ limit: 'high', step: { a: 1 }, off: 'all' })).toEqual({})
})

it('law: whatever the address holds, what is read can be read again and stays the same', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('q', 'off', 'mode', 'step', 'limit', 'unit'), fc.jsonValue()),
      (search) => {
        const once = readMetricsSearch(search)
        expect(readMetricsSearch({ ...once })).toEqual(once)
      },
    ),
  )
})
