import { describe, expect, it } from 'vitest'
import { isDuration, isTraceId, toTraceql } from './toTraceql.ts'
import { readTraceSearch, readTracesSearch } from './tracesSearch.ts'

describe('the query of the fields', () => {
  it('is everything when nothing is chosen', () => {
    expect(toTraceql({})).toBe('{}')
  })

  it('joins what is chosen, texts quoted so that they cannot leave their place', () => {
    expect(toTraceql({ service: 'nobet', name: 'a" || { }', status: 'error', min: '200ms' })).toBe(
      '{ resource.service.name = "nobet" && name = "a\\" || { }" && status = error && duration >= 200ms }',
    )
  })

  it('is what was typed when TraceQL was', () => {
    expect(toTraceql({ q: '{ kind = server }', service: 'x' })).toBe('{ kind = server }')
  })
})

it('knows durations and trace ids', () => {
  expect(['200ms', '1.5s', '1m30s', '5', 'ms', '1 s'].map(isDuration)).toEqual([true, true, true, false, false, false])
  expect(['5'.repeat(32), 'ab12'.repeat(4), '{}', '5'.repeat(33)].map(isTraceId)).toEqual([true, true, false, false])
})

it('leaves out of a damaged link what cannot be read', () => {
  expect(readTracesSearch({ q: ' ', service: 7, status: 'bad', min: ['1s'] })).toEqual({ service: '7' })
  expect(readTraceSearch({ span: 'no hex', view: 'else' })).toEqual({})
  expect(readTraceSearch({ span: 'ab12', view: 'table' })).toEqual({ span: 'ab12', view: 'table' })
})
