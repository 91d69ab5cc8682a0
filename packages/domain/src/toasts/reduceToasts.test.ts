import { type Severity, SEVERITIES } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyToasts, reduceToasts, type ToastInput, unreadCount, visibleToasts } from './reduceToasts.ts'
import { DEFAULT_TOAST_RULES as rules, type Notice } from './toast.ts'

type State = ReturnType<typeof emptyToasts<string>>

const notice = (key: string, over: Partial<Notice<string>> = {}): Notice<string> => ({
  key,
  kind: 'module',
  severity: 'warning',
  status: 'raised',
  at: 0,
  payload: key,
  ...over,
})

const told = (notices: readonly Notice<string>[], from: State = emptyToasts<string>()): State =>
  notices.reduce((state, one) => reduceToasts(state, { type: 'notice', notice: one }, rules), from)

const elapsed = (state: State, ms: number): State => reduceToasts(state, { type: 'elapsed', ms }, rules)
const keys = (state: State) => state.toasts.map((toast) => toast.key)
const many = (count: number, over: Partial<Notice<string>> = {}) =>
  Array.from({ length: count }, (_, i) => notice(`n${i}`, { at: i, module: `m${i % 4}`, ...over }))

describe('the toast policy', () => {
  it('updates the same thing in place with a count', () => {
    const state = told([notice('a'), notice('a'), notice('a')])
    expect(state.toasts).toMatchObject([{ key: 'a', count: 3 }])
  })

  it('lets info go after 6 s, warning after 12 s, and keeps critical until it is resolved', () => {
    const start = told([notice('i', { severity: 'info' }), notice('w'), notice('c', { severity: 'critical' })])
    expect(keys(elapsed(start, 5_999))).toEqual(['i', 'w', 'c'])
    expect(keys(elapsed(start, 6_000))).toEqual(['w', 'c'])
    expect(keys(elapsed(start, 999_999))).toEqual(['c'])
    const resolved = told([notice('c', { severity: 'critical', status: 'cleared' })], start)
    expect(keys(elapsed(resolved, 12_000))).toEqual([])
  })

  it('replaces the raised toast when the thing is resolved', () => {
    const state = told([notice('a', { severity: 'critical' }), notice('a', { status: 'cleared', severity: 'info' })])
    expect(state.toasts).toMatchObject([{ key: 'a', status: 'cleared', remainingMs: rules.infoMs }])
  })

  it('folds more than five in ten seconds into one and says on how many modules', () => {
    const state = told(many(23))
    expect(state.toasts).toMatchObject([{ key: 'storm', kind: 'storm', folded: 22 }])
    expect(state.toasts[0]?.modules.toSorted()).toEqual(['m0', 'm1', 'm2', 'm3'])
    expect(state.centre).toHaveLength(23)
  })

  it('keeps a lone critical apart from a storm of warnings', () => {
    const state = told([...many(10), notice('crit', { severity: 'critical', at: 11 })])
    expect(keys(state)).toEqual(['storm', 'crit'])
  })

  it('folds criticals only into a critical storm that stays', () => {
    const state = told(many(7, { severity: 'critical' }))
    expect(state.toasts).toMatchObject([{ key: 'storm:critical', severity: 'critical', remainingMs: null, folded: 6 }])
  })

  it('does not call five in a minute a storm', () => {
    const slow = Array.from({ length: 8 }, (_, i) => notice(`n${i}`, { at: i * 8_000 }))
    expect(told(slow).toasts).toHaveLength(8)
  })

  it('folds what an outage causes into the toast of the outage', () => {
    const outage = notice('upstream:prometheus', { kind: 'upstream' })
    const state = told([outage, ...many(9).map((one) => ({ ...one, causedBy: outage.key }))])
    expect(state.toasts).toMatchObject([{ key: outage.key, folded: 9 }])
  })

  it('shows at most three and gives criticals the first places', () => {
    const state = told([
      notice('c', { severity: 'critical' }),
      ...many(4).map((one, i) => ({ ...one, at: i * 20_000 })),
    ])
    expect(visibleToasts(state, rules).map((toast) => toast.key)).toEqual(['c', 'n2', 'n3'])
  })

  it('keeps what is below the floor in the centre only', () => {
    const state = told([notice('d', { severity: 'debug' })])
    expect(state.toasts).toEqual([])
    expect(unreadCount(state)).toBe(1)
    expect(unreadCount(reduceToasts(state, { type: 'read' }, rules))).toBe(0)
  })

  it('law: no notice is lost, the centre and its count of forgotten hold them all; what grows is bounded', () => {
    const input: fc.Arbitrary<ToastInput<string>> = fc.oneof(
      fc
        .record({
          key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
          severity: fc.constantFrom<Severity>(...SEVERITIES),
          status: fc.constantFrom('raised' as const, 'cleared' as const),
          at: fc.nat(30_000),
        })
        .map((one) => ({ type: 'notice' as const, notice: notice(one.key, one) })),
      fc.nat(8_000).map((ms) => ({ type: 'elapsed' as const, ms })),
      fc.constantFrom('a', 'b', 'storm').map((key) => ({ type: 'dismiss' as const, key })),
    )
    fc.assert(
      fc.property(fc.array(input, { maxLength: 300 }), (inputs) => {
        const small = { ...rules, centreMax: 20 }
        const state = inputs.reduce((s, one) => reduceToasts(s, one, small), emptyToasts<string>())
        const held = state.centre.reduce((sum, entry) => sum + 1 + entry.repeats, 0)
        const notices = inputs.filter((one) => one.type === 'notice').length
        expect(held).toBeLessThanOrEqual(notices)
        expect(state.forgotten > 0 || held === notices).toBe(true)
        expect(state.centre.length).toBeLessThanOrEqual(20)
        expect(visibleToasts(state, small).length).toBeLessThanOrEqual(3)
        expect(new Set(state.toasts.map((toast) => toast.key)).size).toBe(state.toasts.length)
      }),
    )
  })
})
