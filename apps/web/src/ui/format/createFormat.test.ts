import { describe, expect, it } from 'vitest'
import { createFormat } from './createFormat.ts'

const en = createFormat({ language: 'en', timeZone: 'Europe/Istanbul' })
const tr = createFormat({ language: 'tr', timeZone: 'Europe/Istanbul' })
const at = Date.UTC(2026, 10, 22, 11, 2, 9, 412)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('formats', () => {
  it('write times in the chosen zone, and say the zone', () => {
    expect(en.clock(at)).toBe('14:02:09')
    expect(en.clockMs(at)).toBe('14:02:09.412')
    expect(tr.clockMs(at)).toBe('14:02:09.412')
    expect(en.zone(at)).toBe('UTC+3')
    expect(createFormat({ language: 'en', timeZone: 'UTC' }).clock(at)).toBe('11:02:09')
    expect(en.absolute(at)).toMatch(/22 Nov 2026.*14:02:09 UTC\+3/)
  })

  it('write spans in at most two units', () => {
    expect([999, 34_000, 21 * MINUTE, 4 * HOUR + 47 * MINUTE, 25 * HOUR, 24 * HOUR].map(en.duration)).toEqual([
      '0 s',
      '34 s',
      '21 min',
      '4 h 47 min',
      '1 d 1 h',
      '1 d',
    ])
    expect(tr.duration(4 * HOUR + 47 * MINUTE)).toBe('4 sa 47 dk')
    expect(en.hours(24 * HOUR)).toBe('24 h')
  })

  it('say how long ago, and never a negative age', () => {
    expect(en.ago(4_000)).toBe('4 s ago')
    expect(tr.ago(4_000)).toBe('4 sn önce')
    expect(en.duration(-5)).toBe('0 s')
  })

  it('write since when, with the day when it was not today', () => {
    expect(en.since(at, at)).toBe('since 14:02')
    expect(tr.since(at, at)).toBe('14:02’den beri')
    expect(en.since(at, at + 24 * HOUR)).toBe('since 22 Nov 14:02')
    expect(tr.since(at, at + 24 * HOUR)).toBe('22 Kas 14:02’den beri')
  })

  it('write figures as each language does', () => {
    expect([en.percent(0.942), tr.percent(0.942)]).toEqual(['94.2 %', '%94,2'])
    expect([en.percent(0.9999), en.percent(0.0001), en.percent(1), en.percent(0)]).toEqual([
      '99.9 %',
      '0.1 %',
      '100 %',
      '0 %',
    ])
    expect([en.latencyTick(1_000), tr.latencyTick(1_500), en.latencyTick(250)]).toEqual(['1 s', '1,5 sn', '250 ms'])
    expect([en.latency(142), en.latency(2_410), tr.latency(2_410), en.latency(0.4)]).toEqual([
      '142 ms',
      '2.41 s',
      '2,41 sn',
      '0.4 ms',
    ])
    expect([en.ordinal(3), en.ordinal(11), tr.ordinal(3)]).toEqual(['3rd', '11th', '3.'])
    expect(en.bytes(48_200)).toBe('48.2 kB')
  })
})
