import type { Sourced } from '@nobet/contracts'
import { describe, expect, it } from 'vitest'
import { ApiError } from './apiError.ts'
import { keepLast } from './keepLast.ts'
import { judgeAnswer, toProvenance } from './liveAnswer.ts'
import { readState } from './readState.ts'

const NOW = Date.UTC(2026, 10, 22, 11, 2, 9)
const ago = (ms: number) => new Date(NOW - ms).toISOString()
const told = (over: Partial<Sourced<number>> = {}): Sourced<number> => ({
  value: 7,
  source: 'prometheus',
  freshness: 'live',
  observedAt: ago(2_000),
  error: null,
  ...over,
})
const judging = { intervalMs: 10_000, now: NOW, link: 'live' } as const
const stateOf = (over: Partial<Sourced<number>>, more: Partial<Parameters<typeof judgeAnswer>[1]> = {}) =>
  judgeAnswer({ data: told(over), error: null }, { ...judging, ...more }).state

describe('an answer on screen', () => {
  it('is what its source said while it is young', () => {
    expect(stateOf({})).toBe('live')
    expect(stateOf({ freshness: 'cached' })).toBe('cached')
    expect(stateOf({ freshness: 'stale' })).toBe('stale')
  })

  it('is stale past twice its interval, whatever its source said of it then', () => {
    expect(stateOf({ observedAt: ago(21_000) })).toBe('stale')
    expect(stateOf({ freshness: 'cached', observedAt: ago(21_000) })).toBe('stale')
  })

  it('is kept rather than live while its renewal is late', () => {
    expect(stateOf({ observedAt: ago(10_500) })).toBe('live')
    expect(stateOf({ observedAt: ago(13_000) })).toBe('cached')
  })

  it('does not age when its range has ended', () => {
    expect(stateOf({ observedAt: ago(3_600_000) }, { intervalMs: null })).toBe('live')
  })

  it('is never live while the link is down', () => {
    expect(stateOf({}, { link: 'offline' })).toBe('stale')
  })

  it('is stale with its value when the panel no longer answers, and says why', () => {
    const error = new ApiError({ kind: 'unreachable' })
    expect(judgeAnswer({ data: told(), error }, judging)).toMatchObject({
      state: 'stale',
      value: 7,
      observedAt: ago(2_000),
      fault: { code: 'unreachable' },
    })
    expect(judgeAnswer({ data: undefined, error }, judging)).toMatchObject({ state: 'unavailable', value: undefined })
  })

  it('shows nothing to whom it is forbidden, also what was there before', () => {
    const error = new ApiError({ kind: 'problem', status: 403, problem: undefined })
    expect(judgeAnswer({ data: told(), error }, judging)).toMatchObject({ state: 'forbidden', value: undefined })
  })

  it('has no live chip without a time', () => {
    expect(toProvenance(judgeAnswer({ data: told({ observedAt: null }), error: null }, judging), 10_000).kind).toBe(
      'unknown',
    )
  })
})

describe('a source that has gone', () => {
  const gone = told({
    value: null,
    freshness: 'unavailable',
    observedAt: null,
    error: { code: 'refused', message: 'no' },
  })

  it('leaves the last value there, stale, with its own time and the new error', () => {
    expect(keepLast(told(), gone)).toEqual({ ...told(), freshness: 'stale', error: gone.error })
  })

  it('is unavailable when there was no value', () => {
    expect(keepLast(undefined, gone)).toBe(gone)
    expect(keepLast(gone, gone)).toBe(gone)
  })

  it('gives way to a source that was switched off', () => {
    const off = told({ value: null, freshness: 'not_configured', observedAt: null })
    expect(keepLast(told(), off)).toBe(off)
  })
})

describe('the state in the headers of a proxy', () => {
  it('is read as freshness and as the time of the value', () => {
    const headers = new Headers({ 'x-nobet-state': 'stale', age: '34', date: new Date(NOW).toUTCString() })
    expect(readState(headers)).toEqual({ freshness: 'stale', observedAt: ago(34_000) })
  })

  it('is an unknown time, never the present one, where the headers do not tell', () => {
    expect(readState(new Headers())).toEqual({ freshness: 'live', observedAt: null })
  })
})
