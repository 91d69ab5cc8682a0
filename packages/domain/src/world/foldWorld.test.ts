import { type LogItem, type LoggedEvent, formatCursor, type Snapshot, type World } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyItem } from './applyItem.ts'
import { createFold } from './createFold.ts'
import { emptyWorld } from './emptyWorld.ts'
import { foldWorld } from './foldWorld.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 17, 0, second)).toISOString()

const event = (second: number, over: Partial<LoggedEvent>): LoggedEvent => ({
  specversion: '1.0',
  id: `id-${second}`,
  source: '/nobet/probe',
  type: 'mcp.context.updated',
  time: at(second),
  severity: 'info',
  module: 'finbot',
  data: {},
  ...over,
})

const checked = (second: number, over: object = {}): LoggedEvent =>
  event(second, {
    type: 'mcp.health.checked',
    data: {
      outcome: 'passed',
      state: 'healthy',
      rungs: [{ rung: 'tcp', status: 'passed', ms: 1 }],
      durationMs: 20,
      failures: 0,
      failureThreshold: 3,
      intervalMs: 10_000,
      nextProbeAt: at(second + 10),
      title: 'FinBot',
      ...over,
    },
  })

const alert = (second: number, type: string, over: object = {}): LoggedEvent =>
  event(second, {
    type,
    severity: 'critical',
    data: { fingerprint: 'f1', alertname: 'Down', labels: {}, annotations: {}, startsAt: at(0), ...over },
  })

const anyEvent: fc.Arbitrary<LoggedEvent> = fc.oneof(
  fc
    .record({ second: fc.nat(59), state: fc.constantFrom('healthy', 'down', 'degraded') })
    .map((x) => checked(x.second, x)),
  fc.record({ s: fc.nat(59), n: fc.nat(3) }).map(({ s, n }) => alert(s, 'alert.firing', { fingerprint: `f${n}` })),
  fc
    .record({ s: fc.nat(59), n: fc.nat(3) })
    .map(({ s, n }) => alert(s, 'alert.resolved', { fingerprint: `f${n}`, startsAt: at(s) })),
  fc.nat(59).map((s) => alert(s, 'alert.acknowledged', { by: 'elif' })),
  fc.nat(59).map((s) => event(s, { type: 'mcp.metrics.sampled', data: { eventsPerMinute: s } })),
  fc.nat(59).map((s) => event(s, { type: 'com.example.thing', data: { s } })),
  fc.nat(59).map((s) => event(s, { type: 'mcp.health.checked', data: { broken: true } })),
)

const toItems = (events: readonly LoggedEvent[]): LogItem[] =>
  events.map((e, i) => ({ cursor: formatCursor({ epoch: 'e', offset: i + 1 }), event: e }))

const start: Snapshot = { cursor: formatCursor({ epoch: 'e', offset: 0 }), world: emptyWorld }

describe('the fold of the world', () => {
  it('shows a module from its first probe on, with the state, its beginning and the last observation', () => {
    const world = foldWorld(foldWorld(emptyWorld, checked(1)), checked(11))
    expect(world.modules['finbot']).toMatchObject({
      title: 'FinBot',
      state: 'healthy',
      since: at(1),
      observedAt: at(11),
    })
  })

  it('forgets the reason of a failure once a probe passes', () => {
    const failed = checked(1, { outcome: 'failed', state: 'degraded', rung: 'list', reason: 'tools/list hangs' })
    const world = foldWorld(foldWorld(emptyWorld, failed), checked(2))
    expect(world.modules['finbot']?.reason).toBeUndefined()
    expect(world.modules['finbot']?.rung).toBeUndefined()
  })

  it('keeps what a module says of its own calls apart from what our probes measured', () => {
    const latencyMs = { p50: 1, p95: 2, p99: 3 }
    const own = event(2, { type: 'mcp.metrics.sampled', data: { latencyMs } })
    const said = event(3, {
      type: 'mcp.metrics.sampled',
      source: '/modules/finbot',
      data: { latencyMs: { p50: 9, p95: 9, p99: 9 } },
    })
    const world = [checked(1), own, said].reduce(foldWorld, emptyWorld)
    expect(world.modules['finbot']?.latencyMs).toEqual(latencyMs)
    expect(world.modules['finbot']?.calls?.latencyMs?.p50).toBe(9)
  })

  it('never lets a publisher make a module appear', () => {
    expect(foldWorld(emptyWorld, event(1, { type: 'mcp.metrics.sampled', data: { eventsPerMinute: 3 } }))).toBe(
      emptyWorld,
    )
  })

  it('keeps an acknowledgement through repeats of the same episode and drops it with a new one', () => {
    const acked = [alert(1, 'alert.firing'), alert(2, 'alert.acknowledged', { by: 'elif' }), alert(3, 'alert.firing')]
    expect(acked.reduce(foldWorld, emptyWorld).alerts['f1']?.acknowledged?.by).toBe('elif')
    const again = [...acked, alert(4, 'alert.firing', { startsAt: at(4) })]
    expect(again.reduce(foldWorld, emptyWorld).alerts['f1']?.acknowledged).toBeUndefined()
  })

  it('returns the same object for an unknown type and for data that does not fit', () => {
    expect(foldWorld(emptyWorld, event(1, { type: 'com.example.thing' }))).toBe(emptyWorld)
    expect(foldWorld(emptyWorld, event(1, { type: 'mcp.health.checked', data: 7 }))).toBe(emptyWorld)
  })

  it('law: folding a snapshot and the rest equals folding all', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat(40), (events, cut) => {
        const items = toItems(events)
        const whole = items.reduce(applyItem, start)
        const snapshot = items.slice(0, cut).reduce(applyItem, start)
        expect(items.slice(cut).reduce(applyItem, snapshot)).toEqual(whole)
      }),
    )
  })

  it('law: kept to oneself and shown now and then it is the same picture, and one that was shown stays as it was', () => {
    const shownAfter = fc.array(fc.nat(60), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), shownAfter, (events, showings) => {
        const { fold, handOut } = createFold()
        const shown: { readonly world: World; readonly copy: World }[] = []
        let [kept, pure] = [emptyWorld, emptyWorld]
        for (const [at, one] of events.entries()) {
          kept = fold(kept, one)
          pure = foldWorld(pure, one)
          expect(kept).toEqual(pure)
          if (!showings.includes(at)) continue
          handOut()
          shown.push({ world: kept, copy: pure })
        }
        for (const { world, copy } of shown) expect(world).toEqual(copy)
      }),
    )
  })

  it('law: a stale or repeated item changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 20 }), fc.nat(19), (events, index) => {
        const items = toItems(events)
        const whole = items.reduce(applyItem, start)
        const again = items[index % items.length]
        expect(again === undefined ? whole : applyItem(whole, again)).toBe(whole)
      }),
    )
  })
})
