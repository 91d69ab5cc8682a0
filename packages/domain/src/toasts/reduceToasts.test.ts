import { type Severity, SEVERITIES } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countOf,
  DEFAULT_TOAST_RULES as rules,
  emptyToasts,
  type Judged,
  keysOf,
  modulesOf,
  type Notice,
  reduceToasts,
  settledOf,
  type ToastInput,
  visibleToasts,
} from './index.ts'

type State = ReturnType<typeof emptyToasts<string>>

const notice = (key: string, over: Partial<Notice<string>> = {}): Notice<string> => ({
  key,
  kind: 'alert',
  severity: 'warning',
  status: 'raised',
  at: 0,
  payload: key,
  ...over,
})
const critical = (key: string, over: Partial<Notice<string>> = {}) => notice(key, { severity: 'critical', ...over })
const cleared = (key: string, at = 0) => notice(key, { status: 'cleared', at })

const told = (notices: readonly Notice<string>[], from: State = emptyToasts<string>()): State =>
  notices.reduce((state, one) => reduceToasts(state, { type: 'notice', notice: one }, rules), from)
const away = (notices: readonly Notice<string>[], from: State = emptyToasts<string>()): State =>
  reduceToasts(from, { type: 'away', told: notices.map((one): Judged<string> => ({ notice: one })) }, rules)
const elapsed = (state: State, ms: number): State => reduceToasts(state, { type: 'elapsed', ms }, rules)
const dismissed = (state: State, ...keys: string[]): State => reduceToasts(state, { type: 'dismiss', keys }, rules)
const keys = (state: State) => state.toasts.map((toast) => toast.key)
const shown = (state: State) => visibleToasts(state, rules).map((toast) => toast.key)
const many = (count: number, over: Partial<Notice<string>> = {}) =>
  Array.from({ length: count }, (_, i) => notice(`n${i}`, { at: i, module: `m${i % 4}`, ...over }))

describe('one toast', () => {
  it('updates the same thing in place with a count', () => {
    expect(told([notice('a'), notice('a'), notice('a')]).toasts).toMatchObject([{ key: 'a', count: 3 }])
  })

  it('lets info go after 6 s, warning after 12 s, and keeps critical until it is resolved', () => {
    const start = told([notice('i', { severity: 'info' }), notice('w'), critical('c')])
    expect(keys(elapsed(start, 5_999))).toEqual(['i', 'w', 'c'])
    expect(keys(elapsed(start, 6_000))).toEqual(['w', 'c'])
    expect(keys(elapsed(start, 999_999))).toEqual(['c'])
    expect(keys(elapsed(told([cleared('c')], start), 12_000))).toEqual([])
  })

  it('is replaced by its resolve', () => {
    const state = told([critical('a'), cleared('a')])
    expect(state.toasts).toMatchObject([{ key: 'a', status: 'cleared', remainingMs: rules.infoMs }])
  })

  it('leaves at once when somebody acknowledges, and comes back heard when that ends', () => {
    const taken = told([critical('a'), notice('a', { status: 'acknowledged', severity: 'info' })])
    expect(taken.toasts).toEqual([])
    const back = told([critical('a', { at: 60_000, returns: true })], taken)
    expect(back.toasts).toMatchObject([{ key: 'a', remainingMs: null }])
    expect(back.wake?.seq).toBe(2)
  })

  it('flaps as one toast with a count, heard once', () => {
    const flaps = Array.from({ length: 20 }, (_, i) => [
      critical('f', { at: i * 15_000 }),
      cleared('f', i * 15_000 + 1),
    ])
    const state = told(flaps.flat())
    expect(state.toasts).toMatchObject([{ key: 'f', count: 20 }])
    expect(state.wake?.seq).toBe(1)
  })

  it('is heard again when the same thing gets worse', () => {
    const state = told([notice('a'), critical('a', { at: 60_000 })])
    expect(state.wake).toMatchObject({ seq: 2, critical: true })
  })

  it('of a drill wakes nobody and folds into nothing', () => {
    const state = told([...many(10), notice('drill', { drill: true, at: 11, severity: 'critical' })])
    expect(keys(state)).toContain('drill')
    expect(state.wake).toMatchObject({ seq: 1, critical: false })
  })

  it('only reaches the centre when the person’s rules say so', () => {
    const verdict = { toast: false, wake: false }
    const state = reduceToasts(emptyToasts<string>(), { type: 'notice', notice: notice('d'), verdict }, rules)
    expect(state).toMatchObject({ toasts: [], unread: 1, wake: undefined })
    expect(reduceToasts(state, { type: 'read' }, rules).unread).toBe(0)
  })
})

describe('a storm', () => {
  it('folds more than five in ten seconds into one and says on how many modules', () => {
    const state = told(many(23))
    expect(state.toasts).toMatchObject([{ key: 'n0', shape: 'storm' }])
    expect(state.toasts.map(countOf)).toEqual([23])
    expect(state.toasts.flatMap(modulesOf).toSorted()).toEqual(['m0', 'm1', 'm2', 'm3'])
    expect(state.centre).toHaveLength(23)
  })

  it('does not swallow a lone critical, nor a second one', () => {
    const state = told([...many(10), critical('c1', { at: 11 }), critical('c2', { at: 12 })])
    expect(keys(state)).toEqual(['n0', 'c1', 'c2'])
  })

  it('folds criticals only with criticals, and stays', () => {
    const mixed = [...many(7, { severity: 'critical' }), ...many(9).map((one) => ({ ...one, key: `w${one.key}` }))]
    const state = told(mixed)
    const storms = state.toasts.map(({ severity, remainingMs, members }) => [severity, remainingMs, members.length])
    expect(storms).toEqual([
      ['critical', null, 7],
      ['warning', rules.warningMs, 9],
    ])
  })

  it('gives a critical that comes long after it a toast of its own', () => {
    const state = told([...many(7, { severity: 'critical' }), critical('late', { at: 3_600_000 })])
    expect(keys(state)).toEqual(['n0', 'late'])
  })

  it('lets go of what becomes critical', () => {
    const state = told([...many(8), critical('n3', { at: 9 })])
    expect(state.toasts).toMatchObject([{ shape: 'storm' }, { key: 'n3', shape: 'single', severity: 'critical' }])
    expect(state.toasts.map(countOf)).toEqual([7, 1])
  })

  it('says how many are over, and that all are', () => {
    const storm = told(many(8))
    const some = told([cleared('n1', 20), cleared('n2', 21)], storm)
    expect(some.toasts.map((toast) => [countOf(toast), settledOf(toast)])).toEqual([[8, 2]])
    const all = told(
      many(8).map(({ key }) => cleared(key, 30)),
      some,
    )
    expect(all.toasts).toMatchObject([{ status: 'cleared', remainingMs: rules.infoMs }])
  })

  it('of criticals leaves when each is acknowledged', () => {
    const storm = told(many(8, { severity: 'critical' }))
    expect(told(many(8, { status: 'acknowledged' }), storm).toasts).toEqual([])
  })

  it('is not five in a minute', () => {
    expect(told(Array.from({ length: 8 }, (_, i) => notice(`n${i}`, { at: i * 8_000 }))).toasts).toHaveLength(8)
  })

  it('of ends without toasts to replace does not begin one of resolves', () => {
    expect(told(many(500).map(({ key, at }) => cleared(key, at))).toasts.length).toBeLessThanOrEqual(2)
  })

  it('brings up at most five cards however it begins', () => {
    const first = 11
    const tooMany: string[] = []
    for (let pattern = 0; pattern < 2 ** first; pattern += 1) {
      let state = emptyToasts<string>()
      let before: string[] = []
      let cardsUp = 0
      for (let i = 0; i < first; i += 1) {
        const severity = Math.floor(pattern / 2 ** i) % 2 === 1 ? 'critical' : 'warning'
        state = told([notice(`a${i}`, { severity, at: i * 10 })], state)
        const now = shown(state)
        cardsUp += now.filter((key) => !before.includes(key)).length
        before = now
      }
      if (cardsUp > 5) tooMany.push(pattern.toString(2))
    }
    expect(tooMany).toEqual([])
  })

  it('law: 1,000 alerts in ten seconds bring up at most five cards, three at a time, and the centre has all', () => {
    const any = fc.constantFrom<Severity>('info', 'warning', 'critical')
    // What comes first decides which cards are there when the storm is seen.
    const severities = fc
      .tuple(fc.array(any, { minLength: 12, maxLength: 12 }), fc.array(any, { minLength: 10, maxLength: 10 }))
      .map(([first, rest]) => Array.from({ length: 1_000 }, (_, i) => first[i] ?? rest[i % 10] ?? 'info'))
    fc.assert(
      fc.property(severities, (list) => {
        let cardsUp = 0
        let before: string[] = []
        let state = emptyToasts<string>()
        for (const [i, severity] of list.entries()) {
          state = elapsed(told([notice(`a${i}`, { severity, at: i * 10, module: `m${i % 7}` })], state), 10)
          const now = shown(state)
          expect(now.length).toBeLessThanOrEqual(3)
          cardsUp += now.filter((key) => !before.includes(key)).length
          before = now
        }
        expect(cardsUp).toBeLessThanOrEqual(5)
        expect(state.toasts.length).toBeLessThanOrEqual(5)
        expect(new Set(state.centre.map((entry) => entry.notice.key)).size).toBe(1_000)
        expect(state.unread).toBe(1_000)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a root cause', () => {
  const outage = notice('upstream:prometheus', { kind: 'upstream', explains: true, at: 100 })
  const effect = (key: string, over: Partial<Notice<string>> = {}) =>
    notice(key, { causedBy: [outage.key], at: 101, ...over })

  it('folds what it causes', () => {
    const state = told([outage, ...many(9).map((one) => effect(one.key))])
    expect(state.toasts).toMatchObject([{ key: outage.key, shape: 'cause' }])
    expect(state.toasts.map(countOf)).toEqual([10])
  })

  it('gathers effects that came shortly before it, also out of a storm', () => {
    const before = told([effect('e1', { at: 90 }), notice('other', { at: 91 })])
    expect(told([outage], before).toasts.map(({ key, members }) => [key, members.length])).toEqual([
      ['other', 0],
      [outage.key, 1],
    ])
    const storm = told([...many(6), ...Array.from({ length: 4 }, (_, i) => effect(`e${i}`, { at: 50 }))])
    expect(told([outage], storm).toasts.map(countOf)).toEqual([6, 5])
  })

  it('leaves alone what came long before', () => {
    expect(told([{ ...outage, at: 60_000 }], told([effect('e1', { at: 90 })])).toasts).toHaveLength(2)
  })

  it('comes back for an effect after its toast has left', () => {
    const gone = elapsed(told([outage]), 12_000)
    expect(gone.toasts).toEqual([])
    expect(told([effect('e1')], gone).toasts).toMatchObject([{ shape: 'cause', notice: { key: outage.key } }])
  })

  it('stays while something critical it explains is open', () => {
    const state = told([outage, effect('c', { severity: 'critical' })])
    expect(state.toasts).toMatchObject([{ severity: 'critical', remainingMs: null }])
    expect(told([cleared('c', 200)], state).toasts).toMatchObject([{ remainingMs: rules.warningMs }])
  })

  it('that ends hands back what is still critical', () => {
    const state = told([outage, effect('c', { severity: 'critical' }), effect('w'), cleared(outage.key, 300)])
    expect(state.toasts).toMatchObject([{ status: 'cleared' }, { key: 'c', remainingMs: null }])
    expect(told([effect('later', { at: 400 })], state).toasts).toMatchObject([
      {},
      {},
      { key: 'later', shape: 'single' },
    ])
  })
})

describe('while away', () => {
  it('is one card with how each thing ended, not a storm', () => {
    const state = away([...many(40), ...many(10).map(({ key }) => cleared(key, 50))])
    expect(state.toasts).toMatchObject([{ shape: 'away', severity: 'warning' }])
    expect(state.toasts.map((toast) => [countOf(toast), settledOf(toast)])).toEqual([[40, 10]])
    expect(state.centre).toHaveLength(50)
    expect(state.wake).toBeUndefined()
  })

  it('stays and is heard when something critical is open', () => {
    const state = away([notice('a'), critical('c1'), critical('c2')])
    expect(state.toasts).toMatchObject([{ shape: 'away', remainingMs: null }])
    expect(state.wake).toMatchObject({ seq: 1, critical: true })
  })

  it('goes on in the same card when the recovery comes in several frames', () => {
    const state = away([cleared('n1', 60), notice('x'), notice('y')], away(many(5)))
    expect(state.toasts.map((toast) => [countOf(toast), settledOf(toast)])).toEqual([[7, 1]])
  })

  it('settles toasts from before', () => {
    const state = away([cleared('c', 9), notice('a'), notice('b')], told([critical('c')]))
    expect(state.toasts).toMatchObject([{ key: 'c', status: 'cleared' }, { shape: 'away' }])
  })

  it('tells a single thing as ever', () => {
    expect(away([critical('c')]).toasts).toMatchObject([{ key: 'c', shape: 'single' }])
  })
})

describe('the screen', () => {
  it('always shows the newest critical, whatever is there', () => {
    const slow = Array.from({ length: 6 }, (_, i) => critical(`c${i}`, { at: i * 60_000 }))
    expect(shown(told(slow))).toEqual(['c0', 'c1', 'c5'])
  })

  it('keeps the first of equals and lets the worse displace', () => {
    const state = told([...many(4), critical('c', { at: 5 })])
    expect(shown(state)).toEqual(['n0', 'n1', 'c'])
  })

  it('forgets what was closed by hand here or in another tab', () => {
    const state = told([critical('a'), ...many(8, { at: 20_000 })])
    expect(keys(dismissed(state, 'a'))).toEqual(['n0'])
    expect(keys(dismissed(state, 'a', ...state.toasts.flatMap(keysOf)))).toEqual([])
  })
})

describe('laws', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
  const arbitraryNotice = fc
    .record({
      key: fc.constantFrom(...names),
      severity: fc.constantFrom<Severity>(...SEVERITIES),
      status: fc.constantFrom('raised' as const, 'raised' as const, 'cleared' as const, 'acknowledged' as const),
      at: fc.nat(30_000),
      explains: fc.boolean(),
      drill: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      causedBy: fc.subarray([...names], { maxLength: 2 }),
    })
    .map((one) => notice(one.key, one))
  const input: fc.Arbitrary<ToastInput<string>> = fc.oneof(
    { weight: 8, arbitrary: arbitraryNotice.map((one) => ({ type: 'notice' as const, notice: one })) },
    { weight: 1, arbitrary: fc.nat(8_000).map((ms) => ({ type: 'elapsed' as const, ms })) },
    {
      weight: 1,
      arbitrary: fc.subarray([...names]).map((closed) => ({ type: 'dismiss' as const, keys: closed })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(arbitraryNotice, { maxLength: 12 })
        .map((list) => ({ type: 'away' as const, told: list.map((one) => ({ notice: one })) })),
    },
    { weight: 1, arbitrary: fc.constant({ type: 'read' as const }) },
  )
  const noticesOf = (one: ToastInput<string>): number =>
    one.type === 'notice' ? 1 : one.type === 'away' ? one.told.length : 0

  it('no notice is lost, nothing is on two cards, and what grows is bounded', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 300 }), (inputs) => {
        const small = { ...rules, centreMax: 20 }
        let state = emptyToasts<string>()
        let sum = 0
        for (const one of inputs) {
          state = reduceToasts(state, one, small)
          sum += noticesOf(one)
          const held = state.centre.reduce((count, entry) => count + 1 + entry.repeats, 0)
          expect(held + state.forgotten).toBe(sum)
          expect(state.centre.length).toBeLessThanOrEqual(20)
          expect(state.unread).toBe(state.centre.filter(({ read }) => !read).length)
          expect(visibleToasts(state, small).length).toBeLessThanOrEqual(3)
          const cards = keys(state)
          expect(new Set(cards).size).toBe(cards.length)
          const things = state.toasts.flatMap(keysOf)
          expect(new Set(things).size).toBe(things.length)
        }
      }),
    )
  })

  it('an open critical stays on a card until it is resolved, acknowledged, lowered or closed', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 200 }), (inputs) => {
        let state = told([critical('z')])
        for (const one of inputs) state = reduceToasts(state, one, rules)
        const card = state.toasts.find((toast) => keysOf(toast).includes('z'))
        expect(card).toMatchObject({ status: 'raised', remainingMs: null })
      }),
    )
  })
})
