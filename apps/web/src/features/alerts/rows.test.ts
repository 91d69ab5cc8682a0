import type { AlertRow, World } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeAck } from './acks/judgeAck.ts'
import { readExpression, readRunbook } from './data/links.ts'
import { joinRows } from './data/joinRows.ts'
import { addSaved, readSaved, SAVED_MAX } from './filter/savedFilters.ts'
import { hasTerm, toggleTerm } from './filter/terms.ts'
import { type ListRow, type Shape, toListRows } from './list/toListRows.ts'
import { readAlertsSearch } from './search.ts'
import { fieldOf, judgeForm } from './silences/judgeForm.ts'

const NOW = Date.UTC(2026, 10, 22, 11, 2, 9)
const ago = (ms: number) => new Date(NOW - ms).toISOString()
const row = (fingerprint: string, over: Partial<AlertRow> = {}): AlertRow => ({
  fingerprint,
  alertname: 'A',
  labels: { alertname: 'A' },
  annotations: {},
  startsAt: ago(60_000),
  severity: 'warning',
  state: 'active',
  silencedBy: [],
  inhibitedBy: [],
  receivers: [],
  peers: ['p'],
  ...over,
})
const world = (rows: readonly AlertRow[]): World['alerts'] =>
  Object.fromEntries(rows.map((one) => [one.fingerprint, one]))
const shape = (over: Partial<Shape> = {}): Shape => ({
  by: 'module',
  groups: [],
  turned: new Set(),
  fold: true,
  ...over,
})
const written = (rows: readonly ListRow[]) =>
  rows.map((one) => (one.kind === 'alert' ? one.alert.fingerprint : `${one.kind}:${one.alerts.length}`))

describe('the rows of the answer and of the log together', () => {
  it('hold what was told a moment ago, and not what has just ended', () => {
    const held = [row('a'), row('b')]
    const joined = joinRows(held, world([row('a'), row('c')]), { b: { startsAt: ago(60_000), at: ago(0) } })
    expect(joined.map(({ fingerprint }) => fingerprint)).toEqual(['a', 'c'])
    expect(joined[0]).toBe(held[0])
  })

  it('keep an episode that began after the one that ended, and one the log does not know', () => {
    const held = [row('b', { startsAt: ago(10_000) }), row('d')]
    expect(joinRows(held, {}, { b: { startsAt: ago(60_000), at: ago(30_000) } })).toEqual(held)
  })

  it('take an acknowledgement from the log, in both directions', () => {
    const taken = { by: 'Elif', at: ago(0) }
    expect(joinRows([row('a')], world([row('a', { acknowledged: taken })]), {})[0]?.acknowledged).toEqual(taken)
    expect(joinRows([row('a', { acknowledged: taken })], world([row('a')]), {})[0]).not.toHaveProperty('acknowledged')
  })
})

describe('grouping', () => {
  const muted = row('quiet', { module: 'finbot', inhibitedBy: [{ fingerprint: 'a', alertname: 'A' }] })
  const alerts = [
    row('a', { module: 'finbot', severity: 'critical' }),
    row('b', { module: 'mubot' }),
    muted,
    row('taken', { module: 'finbot', severity: 'critical', acknowledged: { by: 'Elif', at: ago(0) } }),
  ]

  it('puts the group with the worst alert nobody is on first, and folds what is kept quiet', () => {
    expect(written(toListRows(alerts, shape()))).toEqual(['group:3', 'a', 'taken', 'quiet:1', 'group:1', 'b'])
  })

  it('has no row for what is shut, and all of them when the filter asks for the quiet ones', () => {
    expect(written(toListRows(alerts, shape({ turned: new Set(['group finbot']) })))).toEqual([
      'group:3',
      'group:1',
      'b',
    ])
    expect(written(toListRows(alerts, shape({ fold: false })))).toContain('quiet')
  })

  it('shows an alert of several groups of Alertmanager once, and one of no group too', () => {
    const groups = ['first', 'second'].map((receiver) => ({
      key: receiver,
      receiver,
      labels: { module: 'finbot' },
      fingerprints: ['a', 'taken'],
    }))
    const rows = toListRows(alerts, shape({ by: 'alertmanager', groups, fold: false }))
    const shown = written(rows).filter((text) => !text.includes(':'))
    expect(shown.toSorted()).toEqual(['a', 'b', 'quiet', 'taken'])
  })

  it('has no heads where Alertmanager puts each alert in a group of its own', () => {
    const groups = alerts.map(({ fingerprint }) => ({
      key: fingerprint,
      receiver: 'panel',
      labels: { id: fingerprint },
      fingerprints: [fingerprint],
    }))
    expect(written(toListRows(alerts, shape({ by: 'alertmanager', groups })))).toEqual(['a', 'b', 'taken', 'quiet:1'])
  })

  it('law: neither loses nor doubles an alert', () => {
    const some = fc.uniqueArray(
      fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), module: fc.constantFrom('x', 'y') }),
      {
        selector: ({ id }) => id,
      },
    )
    fc.assert(
      fc.property(some, fc.constantFrom('module', 'name', 'newest', 'alertmanager'), (list, by) => {
        const rows = toListRows(
          list.map(({ id, module }) => row(id, { module })),
          shape({ by, fold: false }),
        )
        const shown = rows.flatMap((one) => (one.kind === 'alert' ? [one.alert.fingerprint] : []))
        expect(shown.toSorted()).toEqual(list.map(({ id }) => id).toSorted())
      }),
    )
  })
})

describe('what an alert links to', () => {
  const own = (text: string | undefined) => (text?.startsWith('https://nobet.test/') === true ? text : undefined)

  it('is its runbook in the language of the reader, where the host is allowed', () => {
    const annotations = { runbook_url: 'https://nobet.test/guide#a', runbook_url_tr: 'https://nobet.test/guide#tr' }
    expect(readRunbook({ annotations }, 'tr', own)).toEqual({ kind: 'link', url: 'https://nobet.test/guide#tr' })
    expect(readRunbook({ annotations }, 'en', own)).toEqual({ kind: 'link', url: 'https://nobet.test/guide#a' })
  })

  it('is text where it is not, whatever it is', () => {
    const text = 'javascript:alert(1)'
    expect(readRunbook({ annotations: { runbook_url: text } }, 'en', own)).toEqual({ kind: 'text', text })
    expect(readRunbook({ annotations: {} }, 'en', own)).toEqual({ kind: 'none' })
  })

  it('is the expression that fired', () => {
    expect(readExpression('http://p:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1')).toBe('up == 0')
    expect(readExpression('not an address')).toBeUndefined()
    expect(readExpression(undefined)).toBeUndefined()
  })
})

describe('an acknowledgement', () => {
  it('looks forgotten when it is about to end, or was taken long ago', () => {
    const hours = (count: number) => count * 3_600_000
    expect(judgeAck({ at: ago(hours(1)), until: ago(-hours(3)) }, NOW).kind).toBe('held')
    expect(judgeAck({ at: ago(hours(3)), until: ago(-600_000) }, NOW)).toEqual({ kind: 'ending', ms: 600_000 })
    expect(judgeAck({ at: ago(hours(9)), until: ago(-hours(3)) }, NOW)).toEqual({ kind: 'long', ms: hours(9) })
  })
})

describe('the form of a silence', () => {
  const good = {
    matchers: [{ name: 'module', value: 'finbot', isRegex: false, isEqual: true }],
    startsAt: NOW,
    endsAt: NOW + 3_600_000,
    comment: 'import',
  }
  it.each([
    ['nothing', {}, undefined],
    ['no matcher', { matchers: [] }, 'no-matcher'],
    ['no label', { matchers: [{ name: '', value: 'x', isRegex: false, isEqual: true }] }, 'no-label'],
    ['all', { matchers: [{ name: 'a', value: '.*', isRegex: true, isEqual: true }] }, 'matches-everything'],
    ['a broken pattern', { matchers: [{ name: 'a', value: '(', isRegex: true, isEqual: true }] }, 'bad-pattern'],
    ['an end in the past', { endsAt: NOW - 1 }, 'ends-in-past'],
    ['an end before the beginning', { startsAt: NOW + 7_200_000 }, 'ends-before-start'],
    ['too long', { endsAt: NOW + 31 * 86_400_000 }, 'too-long'],
    ['no time', { endsAt: undefined }, 'no-time'],
    ['no reason', { comment: ' ' }, 'no-comment'],
  ])('refuses %s beside its field', (_name, over, code) => {
    expect(judgeForm({ ...good, ...over }, NOW)?.code).toBe(code)
  })

  it('finds the field a refusal of the server is about', () => {
    expect(fieldOf('urn:nobet:problem:silence-ends-in-past')).toBe('time')
    expect(fieldOf('urn:nobet:problem:silence-matches-everything')).toBe('matchers')
    expect(fieldOf('urn:nobet:problem:alertmanager-refused')).toBe('form')
  })
})

describe('what is kept', () => {
  it('in a link is read without what cannot be read', () => {
    const read = readAlertsSearch({ tab: 'silences', q: 7, by: 'colour', sel: 'f1', m: ['a=b', 'nonsense', 3] })
    expect(read).toEqual({ tab: 'silences', sel: 'f1', m: ['a=b'] })
  })

  it('of saved filters is bounded, and a damaged store is empty', () => {
    const full = Array.from({ length: SAVED_MAX }, (_, n) => ({ name: `${n}`, text: 'x' }))
    expect(addSaved(full, { name: 'one more', text: 'x' })).toBeUndefined()
    expect(addSaved(full, { name: '3', text: 'y' })?.at(-1)).toEqual({ name: '3', text: 'y' })
    expect(readSaved({ getItem: () => '{' })).toEqual([])
    expect(readSaved({ getItem: () => '[{"name":1}]' })).toEqual([])
  })

  it('of a filter is its other words when one is taken away', () => {
    expect(toggleTerm('a "two words"', 'state=active')).toBe('a "two words" state=active')
    expect(toggleTerm('a state=active "two words"', 'state=active')).toBe('a "two words"')
    expect(hasTerm('a "state=active"', 'state=active')).toBe(false)
  })
})
