import { type LoggedEvent, SEVERITIES } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFilter } from './compileFilter.ts'
import { compileGlob } from './compileGlob.ts'
import { FILTER_FIELDS, type FilterTerm, SEVERITY_OPERATORS } from './filter.ts'
import { formatFilter } from './formatFilter.ts'
import { parseFilter } from './parseFilter.ts'

const event = (over: Partial<LoggedEvent> = {}): LoggedEvent => ({
  specversion: '1.0',
  id: '1',
  source: '/modules/finbot',
  type: 'mcp.health.changed',
  time: '2026-11-22T17:00:00Z',
  severity: 'warning',
  module: 'finbot',
  data: { reason: 'tools/list took 2.4 s', kişi: 'Işıl İnce' },
  ...over,
})

function matches(text: string, over: Partial<LoggedEvent> = {}): boolean {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(`not a filter: ${text}`)
  return compileFilter(parsed.filter)(event(over))
}

const faultsOf = (text: string) => {
  const parsed = parseFilter(text)
  return parsed.ok ? [] : parsed.faults.map((fault) => fault.code)
}

const value = fc.string({ minLength: 1, maxLength: 12 })
const term: fc.Arbitrary<FilterTerm> = fc.oneof(
  fc.record({
    kind: fc.constant('field' as const),
    field: fc.constantFrom(...FILTER_FIELDS),
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
    negated: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('severity' as const),
    operator: fc.constantFrom(...SEVERITY_OPERATORS),
    values: fc.constantFrom(...SEVERITIES).map((severity) => [severity]),
    negated: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('text' as const), text: value, negated: fc.boolean() }),
)

describe('the filter grammar', () => {
  it('joins terms by and, values of a term by or, and knows globs', () => {
    expect(matches('module:finbot,mubot type:mcp.health.* severity>=warning')).toBe(true)
    expect(matches('module:mubot type:mcp.health.*')).toBe(false)
    expect(matches('type:mcp.*.changed')).toBe(true)
    expect(matches('type:mcp.health')).toBe(false)
  })

  it('compares severities', () => {
    expect(matches('severity>=warning', { severity: 'critical' })).toBe(true)
    expect(matches('severity>warning')).toBe(false)
    expect(matches('severity:info,warning')).toBe(true)
    expect(matches('-severity:warning')).toBe(false)
  })

  it('finds free text in the data, whatever the case and the Turkish i', () => {
    expect(matches('TOOLS/LIST')).toBe(true)
    expect(matches('"took 2.4"')).toBe(true)
    expect(matches('isil')).toBe(true)
    expect(matches('INCE')).toBe(true)
    expect(matches('-isil')).toBe(false)
  })

  it('says where a fault is and what was expected', () => {
    expect(parseFilter('module:finbot sevrity>=warning')).toEqual({
      ok: false,
      faults: [{ start: 14, end: 30, code: 'unknown_field', expected: expect.stringContaining('severity') as string }],
    })
    expect(faultsOf('severity:loud')).toEqual(['unknown_severity'])
    expect(faultsOf('module:')).toEqual(['missing_value'])
    expect(faultsOf('"open')).toEqual(['open_quote'])
    expect(faultsOf('severity>=info,warning')).toEqual(['one_severity'])
    expect(faultsOf('x'.repeat(2_001))).toEqual(['too_long'])
    expect(faultsOf('x '.repeat(51))).toEqual(['too_many'])
  })

  it('an empty filter matches all', () => {
    expect(matches('')).toBe(true)
    expect(matches('   ')).toBe(true)
  })

  it('law: format and parse are inverse', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual({ ok: true, filter })
      }),
    )
  })

  it('law: any text is a filter or has faults inside the text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const parsed = parseFilter(text)
        const faults = parsed.ok ? [] : parsed.faults
        expect(faults.every((fault) => fault.start >= 0 && fault.end <= text.length)).toBe(true)
        if (parsed.ok) compileFilter(parsed.filter)(event())
      }),
    )
  })

  it('law: a glob made of pieces of a text, joined by stars, matches that text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[^*]{0,5}$/), { minLength: 1 }),
        fc.string({ maxLength: 3 }),
        (pieces, glue) => {
          expect(compileGlob(pieces.join('*'))(pieces.join(glue))).toBe(true)
        },
      ),
    )
  })

  it('law: a term and its negation never both match', () => {
    fc.assert(
      fc.property(term, (one) => {
        const yes = compileFilter([{ ...one, negated: false }])(event())
        const no = compileFilter([{ ...one, negated: true }])(event())
        expect(yes).toBe(!no)
      }),
    )
  })
})
