import { expect, test } from 'vitest'
import { readMetricsSearch } from '../features/metrics/search.ts'
import { strictSearch } from './strictSearch.ts'

test('what a page cannot read is taken out of its search, the shared range stays', () => {
  const search = strictSearch(readMetricsSearch)({ q: '', mode: 7, range: '90m', unknown: 'x' })
  expect(search).toEqual({ q: undefined, mode: undefined, unknown: undefined })
  expect('range' in search).toBe(false)
  expect(strictSearch(readMetricsSearch)({ q: ['up'] })).toEqual({ q: ['up'] })
})
