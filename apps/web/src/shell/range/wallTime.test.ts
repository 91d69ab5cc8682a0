import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWallTime, toWallText } from './wallTime.ts'

describe('a time of the clock', () => {
  it('means the chosen zone, not that of the browser', () => {
    expect(readWallTime('2026-11-22T14:02', 'Europe/Istanbul')).toEqual({
      kind: 'once',
      at: Date.UTC(2026, 10, 22, 11, 2),
    })
    expect(readWallTime('2026-11-22T14:02:09', 'America/New_York')).toEqual({
      kind: 'once',
      at: Date.UTC(2026, 10, 22, 19, 2, 9),
    })
    expect(readWallTime('2026-11-22T14:02', 'Asia/Kathmandu')).toEqual({
      kind: 'once',
      at: Date.UTC(2026, 10, 22, 8, 17),
    })
  })

  it('that the clock skipped is told, and taken as the first moment after', () => {
    const gap = { kind: 'gap', at: Date.UTC(2026, 2, 29, 1) }
    expect(readWallTime('2026-03-29T02:30', 'Europe/Berlin')).toEqual(gap)
    expect(readWallTime('2026-03-29T02:00', 'Europe/Berlin')).toEqual(gap)
    expect(readWallTime('2026-03-29T03:00', 'Europe/Berlin')).toEqual({ kind: 'once', at: gap.at })
  })

  it('that came twice is told with both moments', () => {
    expect(readWallTime('2026-10-25T02:30', 'Europe/Berlin')).toEqual({
      kind: 'twice',
      at: Date.UTC(2026, 9, 25, 0, 30),
      later: Date.UTC(2026, 9, 25, 1, 30),
    })
    expect(readWallTime('2026-10-25T03:00', 'Europe/Berlin')).toEqual({ kind: 'once', at: Date.UTC(2026, 9, 25, 2) })
  })

  it.each(['', 'now', '2026-13-01T00:00', '2026-02-30T10:00', '2026-11-22T25:00', '2026-11-22'])(
    '%j is none',
    (text) => {
      expect(readWallTime(text, 'UTC')).toBeUndefined()
    },
  )

  it('law: every instant written by a zone’s clock is found again, or is the other of two', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia')
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), zones, (seconds, zone) => {
        const found = readWallTime(toWallText(seconds * 1_000, zone), zone)
        const moments = found === undefined ? [] : found.kind === 'twice' ? [found.at, found.later] : [found.at]
        expect(moments).toContain(seconds * 1_000)
      }),
    )
  })
})
