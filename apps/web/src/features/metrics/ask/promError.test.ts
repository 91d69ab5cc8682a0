import { expect, it } from 'vitest'
import { ApiError } from '../../../api/apiError.ts'
import { toOffset } from '../editor/toOffset.ts'
import execution from '../fixtures/prometheus-error-execution-422.json'
import parse from '../fixtures/prometheus-error-parse-400.json'
import timeout from '../fixtures/prometheus-error-timeout-503.json'
import { QueryError, readRefusal, toFault } from './promError.ts'

it('a parse error says where', () => {
  expect(readRefusal(parse.status, parse.body)).toEqual({
    kind: 'query',
    message: '1:5: parse error: unclosed left parenthesis',
    place: { line: 1, column: 5 },
  })
})

it('knows both faces of a time-out', () => {
  expect(readRefusal(timeout.status, timeout.body).kind).toBe('timeout')
  const second = { status: 'error', errorType: 'execution', error: 'expanding series: context deadline exceeded' }
  expect(readRefusal(422, second).kind).toBe('timeout')
  expect(readRefusal(execution.status, execution.body).kind).toBe('execution')
})

it('tells the panel’s own refusals apart, and keeps their words', () => {
  const problem = { type: 'urn:nobet:problem:forbidden', title: 'Forbidden', detail: 'limited to finbot', status: 403 }
  expect(readRefusal(403, problem)).toEqual({ kind: 'forbidden', message: 'limited to finbot' })
  expect(readRefusal(503, { ...problem, type: 'urn:nobet:problem:not-configured' }).kind).toBe('not_configured')
  expect(readRefusal(502, undefined)).toEqual({ kind: 'upstream', message: 'HTTP 502' })
})

it('any failure of asking is a fault with words', () => {
  expect(toFault(new QueryError({ kind: 'timeout', message: 'late' }))).toEqual({ kind: 'timeout', message: 'late' })
  expect(toFault(new ApiError({ kind: 'unreachable' })).kind).toBe('unreachable')
  expect(toFault(new Error('odd'))).toEqual({ kind: 'unreadable', message: 'odd' })
})

it.each([
  ['rate(', { line: 1, column: 5 }, 4],
  ['a +\nb +', { line: 2, column: 3 }, 6],
  ['"ğ" x', { line: 1, column: 6 }, 4],
  ['up', { line: 9, column: 9 }, 2],
])('in %j the place %j is offset %d', (text, place, offset) => {
  expect(toOffset(text, place)).toBe(offset)
})
