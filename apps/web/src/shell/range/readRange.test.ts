import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepBack, stepForward, toLengthText, zoomOut } from './moveRange.ts'
import { DEFAULT_RANGE, readRange, readRelative, type TimeRange } from './readRange.ts'
import { readRefresh, toRefreshMs } from './refresh.ts'

const NOW = Date.UTC(2026, 10, 22, 11)
const HOUR_MS = 3_600_000
const lastHour: TimeRange = { kind: 'relative', text: '1h', ms: HOUR_MS }
const fixed: TimeRange = { kind: 'absolute', from: NOW - 3 * HOUR_MS, to: NOW - 2 * HOUR_MS }

describe('the range of an address', () => {
  it('is the last hour when nothing is said', () => {
    expect(readRange({})).toEqual({ ok: true, range: DEFAULT_RANGE })
  })

  it.each([
    ['90m', 5_400_000],
    ['1h30m', 5_400_000],
    ['7d', 604_800_000],
    [' 2 W ', 1_209_600_000],
  ])('%j is a length', (range, ms) => {
    expect(readRange({ range })).toMatchObject({ ok: true, range: { kind: 'relative', ms } })
  })

  it('is two instants, as ISO text or as epoch seconds or milliseconds', () => {
    const range = { kind: 'absolute', from: NOW - HOUR_MS, to: NOW }
    const forms = [
      { from: '2026-11-22T10:00:00Z', to: '2026-11-22T14:00:00+03:00' },
      { from: String((NOW - HOUR_MS) / 1_000), to: String(NOW) },
    ]
    for (const form of forms) expect(readRange({ ...form, range: '5m' })).toEqual({ ok: true, range })
  })

  it.each([
    [{ range: 'abc' }, 'unreadable'],
    [{ range: '' }, 'unreadable'],
    [{ range: '-5m' }, 'unreadable'],
    [{ range: '2y' }, 'unreadable'],
    [{ range: '400d' }, 'long'],
    [{ range: '999999w999999w' }, 'long'],
    [{ range: '1s' }, 'short'],
    [{ from: '2026-11-22T10:00:00Z' }, 'unreadable'],
    [{ from: 'yesterday', to: 'today' }, 'unreadable'],
    [{ from: '2026-11-22T10:00:00Z', to: '2026-11-22T09:00:00Z' }, 'order'],
    [{ from: '2026-11-22T10:00:00Z', to: '2026-11-22T10:00:00Z' }, 'order'],
    [{ from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'long'],
  ] as const)('%j is %s', (search, fault) => {
    expect(readRange(search)).toEqual({ ok: false, fault })
  })

  it('law: a length written and read again is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 366 * 86_400 }), (seconds) => {
        expect(readRelative(toLengthText(seconds * 1_000))).toMatchObject({ ok: true, range: { ms: seconds * 1_000 } })
      }),
    )
  })
})

describe('moving the range', () => {
  it('steps back by its own length, and forward again', () => {
    const back = stepBack(fixed, NOW)
    expect(back).toEqual({ kind: 'absolute', from: NOW - 4 * HOUR_MS, to: NOW - 3 * HOUR_MS })
    expect(stepForward(back, NOW)).toEqual(fixed)
    expect(stepBack(lastHour, NOW)).toEqual({ kind: 'absolute', from: NOW - 2 * HOUR_MS, to: NOW - HOUR_MS })
  })

  it('never goes beyond the present', () => {
    expect(stepForward(lastHour, NOW)).toBeUndefined()
    expect(stepForward({ kind: 'absolute', from: NOW - 1.5 * HOUR_MS, to: NOW - HOUR_MS / 2 }, NOW)).toEqual({
      kind: 'absolute',
      from: NOW - HOUR_MS,
      to: NOW,
    })
    expect(zoomOut({ kind: 'absolute', from: NOW - HOUR_MS, to: NOW }, NOW)).toEqual({
      kind: 'absolute',
      from: NOW - 2 * HOUR_MS,
      to: NOW,
    })
  })

  it('zooms out to twice the length, up to a year', () => {
    expect(zoomOut(lastHour, NOW)).toEqual({ kind: 'relative', text: '2h', ms: 2 * HOUR_MS })
    expect(zoomOut({ kind: 'relative', text: '300d', ms: 300 * 24 * HOUR_MS }, NOW)).toBeUndefined()
  })
})

describe('refresh', () => {
  it('follows the range by itself, and stops for a range that has ended', () => {
    expect(toRefreshMs('auto', { kind: 'relative', text: '5m', ms: 300_000 })).toBe(5_000)
    expect(toRefreshMs('auto', { kind: 'relative', text: '7d', ms: 604_800_000 })).toBe(60_000)
    expect(toRefreshMs('auto', fixed)).toBeNull()
    expect(toRefreshMs('30s', fixed)).toBe(30_000)
    expect(toRefreshMs('off', lastHour)).toBeNull()
  })

  it('knows what is no choice', () => {
    expect(readRefresh(undefined)).toBe('auto')
    expect(readRefresh('7s')).toBeUndefined()
  })
})
