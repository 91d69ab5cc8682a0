import { type SilenceMatcher } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileAlertFilter, type Filterable, parseAlertFilter, toLabelTerm } from './alertFilter.ts'
import { compileMatchers } from './matchAlert.ts'
import { filterToMatchers, formatMatcher, parseMatcher } from './silenceMatchers.ts'

const alert = (over: Partial<Filterable> = {}): Filterable => ({
  alertname: 'RedisDown',
  labels: { alertname: 'RedisDown', severity: 'critical', module: 'finbot', team: 'on call' },
  annotations: { summary: 'Önbellek yanıt vermiyor' },
  severity: 'critical',
  module: 'finbot',
  ...over,
})
const parse = (text: string) => {
  const parsed = parseAlertFilter(text)
  if (!parsed.ok) throw new Error(parsed.fault.code)
  return parsed.terms
}
const matches = (text: string, over: Partial<Filterable> = {}) => compileAlertFilter(parse(text))(alert(over))
const faultOf = (text: string) => {
  const parsed = parseAlertFilter(text)
  return parsed.ok ? undefined : parsed.fault
}

describe('the filter of alerts', () => {
  it('takes globs of labels, comparisons of severity and free text', () => {
    expect(matches('module:finbot severity>=warning alertname:Redis* onbellek')).toBe(true)
    expect(matches('alertname:Redis')).toBe(false)
    expect(matches('team="on call"')).toBe(true)
    expect(matches('-module:finbot')).toBe(false)
    expect(matches('module!=mubot')).toBe(true)
    expect(matches('module:mubot,finbot')).toBe(true)
    expect(matches('severity<critical')).toBe(false)
  })

  it('takes a missing label as empty', () => {
    expect(matches('region=""')).toBe(true)
    expect(matches('region=*')).toBe(true)
    expect(matches('region=eu')).toBe(false)
  })

  it('knows how an alert stands', () => {
    const by = { by: 'Elif', at: '2026-11-22T11:00:00Z' }
    expect(matches('state:active')).toBe(true)
    expect(matches('state=acknowledged', { acknowledged: by, silencedBy: ['s1'] })).toBe(true)
    expect(matches('state=silenced', { silencedBy: ['s1'] })).toBe(true)
    expect(matches('state=inhibited,silenced', { inhibitedBy: [{ fingerprint: 'f', alertname: null }] })).toBe(true)
    expect(matches('elif', { acknowledged: by })).toBe(true)
  })

  it('says where a fault is and which', () => {
    expect(faultOf('module:finbot severity>=loud')).toEqual({ start: 14, end: 28, code: 'unknown_severity' })
    expect(faultOf('team>=a')?.code).toBe('no_order')
    expect(faultOf('state:asleep')?.code).toBe('unknown_state')
    expect(faultOf('team=')?.code).toBe('missing_value')
    expect(faultOf('"open')?.code).toBe('open_quote')
    expect(faultOf('severity>=info,warning')?.code).toBe('one_severity')
    expect(faultOf('x '.repeat(51))?.code).toBe('too_many')
    expect(faultOf('x'.repeat(2_001))?.code).toBe('too_long')
  })

  it('law: any text is a filter or has a fault inside the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const parsed = parseAlertFilter(text)
        const fault = parsed.ok ? { start: 0, end: 0 } : parsed.fault
        expect(fault.start >= 0 && fault.end <= text.length).toBe(true)
        if (parsed.ok) compileAlertFilter(parsed.terms)(alert())
      }),
    )
  })

  it('law: a label made a term finds its alert', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (value) => {
        expect(matches(toLabelTerm('team', value), { labels: { team: value } })).toBe(true)
      }),
    )
  })
})

describe('matchers as text', () => {
  const matcher: fc.Arbitrary<SilenceMatcher> = fc.record({
    name: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/),
    value: fc.string({ maxLength: 12 }).filter((value) => !/^[~=]/.test(value)),
    isRegex: fc.boolean(),
    isEqual: fc.boolean(),
  })

  it('law: parsing is the inverse of writing', () => {
    fc.assert(
      fc.property(matcher, (one) => {
        expect(parseMatcher(formatMatcher(one))).toEqual(one)
      }),
    )
  })

  it('hit what the filter they are made of hits', () => {
    const { matchers, lost } = filterToMatchers(
      parse('module:finbot alertname:Redis*,Mcp.* severity>=warning text state:active'),
    )
    expect(matchers.map(formatMatcher)).toEqual([
      'module=finbot',
      'alertname=~Redis.*|Mcp\\..*',
      'severity=~warning|critical',
    ])
    expect(lost).toBe(2)
    const compiled = compileMatchers(matchers)
    expect(compiled.ok && compiled.hits(alert().labels)).toBe(true)
    expect(compiled.ok && compiled.hits({ ...alert().labels, severity: 'info' })).toBe(false)
  })
})
