import { type AlertView, Cursor, formatCursor, type LoggedEvent, type Snapshot } from '@nobet/contracts'
import { emptyWorld } from '@nobet/domain/world'
import { DEFAULT_NOTIFICATION_RULES, type NotificationRules, openKeys } from '@nobet/domain/toasts'
import type { EventBatch, LinkReport, LinkState } from '@nobet/stream-client'
import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createWorldStore } from '../../live/worldStore.ts'
import type { TabMessage, Tabs } from './startTabs.ts'
import { startToasts } from './startToasts.ts'

const event = (type: string, over: Partial<LoggedEvent>): LoggedEvent => ({
  specversion: '1.0',
  id: `${type}-${JSON.stringify(over.data)}`,
  source: '/test',
  type,
  time: '2026-11-22T17:00:00Z',
  severity: 'info',
  ...over,
})
const changed = (from: string, to: string, severity: LoggedEvent['severity']) =>
  event('mcp.health.changed', { module: 'mubot', severity, data: { from, to } })

const alertOf = (fingerprint: string, over: Partial<AlertView> = {}): AlertView => ({
  fingerprint,
  alertname: `Alert ${fingerprint}`,
  labels: { alertname: `Alert ${fingerprint}` },
  annotations: {},
  startsAt: '2026-11-22T16:00:00Z',
  severity: 'critical',
  ...over,
})
const firing = (fingerprint: string, over: Partial<AlertView> = {}) => {
  const { severity, ...data } = alertOf(fingerprint, over)
  return event('alert.firing', { severity, data })
}
const about = (type: string, fingerprint: string) => event(type, { data: { fingerprint, by: 'elif' } })

/** A channel that hands everything to the other end. */
function twoTabs(): readonly [Tabs, Tabs] {
  const ends = [new Set<(message: TabMessage) => void>(), new Set<(message: TabMessage) => void>()] as const
  const end = (mine: 0 | 1): Tabs => ({
    tell: (message) => ends[mine === 0 ? 1 : 0].forEach((listener) => listener(message)),
    onTold: (listener) => {
      ends[mine].add(listener)
      return () => void ends[mine].delete(listener)
    },
    stop: () => {},
  })
  return [end(0), end(1)]
}

interface Scene {
  readonly tabs?: Tabs
  readonly rules?: Partial<NotificationRules>
  readonly open?: readonly AlertView[]
}

function setUp({ tabs = twoTabs()[0], rules = {}, open = [] }: Scene = {}) {
  let now = Date.parse('2026-11-22T17:00:00Z')
  let tick = () => {}
  let batch: (batch: EventBatch) => void = () => {}
  const hidden = { value: false }
  const link = createStore<LinkReport>(() => ({ state: state('connecting'), stats: {} }) as LinkReport) // only `state` is read
  const world = createWorldStore({ onFrame: (publish) => publish() })
  const snapshot = (alerts: readonly AlertView[]): Snapshot => ({
    cursor: formatCursor({ epoch: 'e', offset: 0 }),
    world: { ...emptyWorld, alerts: Object.fromEntries(alerts.map((alert) => [alert.fingerprint, alert])) },
  })
  world.reset(snapshot(open), [])
  const toasts = startToasts({
    live: {
      onBatch: (listener) => {
        batch = listener
        return () => {}
      },
      link,
      world: world.store,
    },
    tabs,
    rules: { getState: () => ({ ...DEFAULT_NOTIFICATION_RULES, ...rules }) },
    minuteOf: () => 3 * 60,
    now: () => now,
    every: (run) => {
      tick = run
      return () => {}
    },
    hidden: () => hidden.value,
  })
  const tell = (events: readonly LoggedEvent[], recovered: boolean) =>
    batch({ items: events.map((one) => ({ cursor: Cursor.parse('e:1'), event: one })), recovered, receivedAt: 0 })
  return {
    toasts,
    hidden,
    cards: () => toasts.store.getState().toasts,
    keys: () => toasts.store.getState().toasts.map((toast) => `${toast.key} ${toast.status}`),
    wakes: () => toasts.store.getState().wake?.seq ?? 0,
    arrive: (...events: LoggedEvent[]) => tell(events, false),
    recover: (...events: LoggedEvent[]) => tell(events, true),
    resync: (alerts: readonly AlertView[]) => {
      world.markOutdated()
      world.reset(snapshot(alerts), [])
    },
    pass: (ms: number) => {
      now += ms
      tick()
    },
    link: (next: LinkState) => link.setState({ state: next }),
  }
}

const state = (kind: 'connecting' | 'offline' | 'reconnecting'): LinkState => ({
  kind,
  since: 0,
  attempt: 1,
  nextTryAt: 0,
})
const live: LinkState = { kind: 'live', transport: 'websocket', since: 0 }
const sse: LinkState = { kind: 'fallback', transport: 'sse', since: 0, maxAgeMs: 0 }

describe('toasts of the panel', () => {
  it('tell that a module went down until it is healthy again', () => {
    const { arrive, keys, pass } = setUp()
    arrive(changed('healthy', 'down', 'critical'))
    pass(60_000)
    expect(keys()).toEqual(['module:mubot raised'])
    arrive(changed('down', 'healthy', 'info'))
    expect(keys()).toEqual(['module:mubot cleared'])
    pass(6_000)
    expect(keys()).toEqual([])
  })

  it('do not greet every module when the panel starts', () => {
    const { arrive, keys } = setUp()
    arrive(changed('unknown', 'healthy', 'info'))
    expect(keys()).toEqual([])
  })

  it('tell fallback and offline, replace them when the link is live again, and are silent at the first connect', () => {
    const { keys, link } = setUp()
    link(live)
    expect(keys()).toEqual([])
    link(state('reconnecting'))
    expect(keys()).toEqual([])
    link(sse)
    link(state('offline'))
    expect(keys()).toEqual(['link raised'])
    link(live)
    expect(keys()).toEqual(['link cleared'])
  })

  it('stand still while someone points at them or the tab is hidden', () => {
    const { arrive, hidden, keys, pass, toasts } = setUp()
    arrive(changed('healthy', 'degraded', 'warning'))
    const release = toasts.hold()
    pass(60_000)
    release()
    hidden.value = true
    pass(60_000)
    expect(keys()).toEqual(['module:mubot raised'])
    hidden.value = false
    pass(12_000)
    expect(keys()).toEqual([])
  })
})

describe('toasts of alerts', () => {
  it('leave when anybody acknowledges, and come back heard when that ends', () => {
    const { arrive, keys, wakes, cards } = setUp({ open: [alertOf('f1')] })
    arrive(firing('f1'))
    arrive(about('alert.acknowledged', 'f1'))
    expect(keys()).toEqual([])
    const before = wakes()
    arrive({ ...about('alert.unacknowledged', 'f1'), time: '2026-11-22T21:00:00Z' })
    expect(keys()).toEqual(['alert:f1 raised'])
    expect(cards()).toMatchObject([{ severity: 'critical', remainingMs: null }])
    expect(wakes()).toBe(before + 1)
  })

  it('fold what a lost Prometheus leads to, also what came before that was known', () => {
    const { arrive, cards } = setUp()
    const blind = { labels: { alertname: 'RedisNotObserved', absence: 'true' }, severity: 'warning' as const }
    arrive(firing('a1', blind))
    const lost = { upstream: 'prometheus', state: 'unavailable' }
    arrive(event('upstream.degraded', { severity: 'warning', data: lost }))
    arrive(firing('a2', blind))
    arrive(event('upstream.degraded', { severity: 'warning', data: { upstream: 'watchdog', state: 'unavailable' } }))
    expect(cards()).toMatchObject([{ key: 'upstream:prometheus', shape: 'cause' }])
    expect(cards().flatMap(openKeys)).toEqual(['upstream:prometheus', 'alert:a1', 'alert:a2', 'upstream:watchdog'])
  })

  it('of a drill are marked and wake nobody', () => {
    const { arrive, cards, wakes } = setUp()
    arrive(firing('d', { labels: { alertname: 'NobetDrill', drill: 'true' } }))
    expect(cards()).toMatchObject([{ notice: { drill: true } }])
    expect(wakes()).toBe(0)
  })

  it('say once what came while the link was broken', () => {
    const { link, recover, cards } = setUp()
    link(live)
    link(state('reconnecting'))
    recover(...Array.from({ length: 30 }, (_, i) => firing(`f${i}`, { severity: 'warning' })))
    expect(cards()).toMatchObject([{ shape: 'away' }])
  })

  it('do not call the first connection an absence', () => {
    const { link, recover, cards } = setUp()
    link(live)
    recover(firing('f1'), firing('f2'))
    expect(cards().map(({ shape }) => shape)).toEqual(['single', 'single'])
  })

  it('show, unheard, the criticals that were open before the page was', () => {
    const mine = { by: 'elif', at: '2026-11-22T16:30:00Z' }
    const open = [alertOf('f1'), alertOf('f2', { acknowledged: mine }), alertOf('f3', { severity: 'warning' })]
    const { keys, wakes } = setUp({ open })
    expect(keys()).toEqual(['alert:f1 raised'])
    expect(wakes()).toBe(0)
  })

  it('follow a new picture after a loss: what is over leaves, what is new is told', () => {
    const { arrive, resync, keys, wakes } = setUp()
    arrive(firing('f1'))
    const before = wakes()
    resync([alertOf('f2')])
    expect(keys()).toEqual(['alert:f1 cleared', 'alert:f2 raised'])
    expect(wakes()).toBe(before)
  })

  it('leave when another tool silences them, and come back when that ends while they are open', () => {
    const { arrive, keys } = setUp({ open: [alertOf('f1'), alertOf('f2')] })
    const matchers = [{ name: 'alertname', value: 'Alert f1', isRegex: false, isEqual: true }]
    const silence = (type: string, over: object = {}) => event(type, { data: { id: 's1', matchers, ...over } })
    arrive(silence('silence.created'))
    expect(keys()).toEqual(['alert:f2 raised'])
    arrive(silence('silence.created', { matchers: [] }), silence('silence.created', { matchers: 'all' }))
    expect(keys()).toEqual(['alert:f2 raised'])
    arrive(silence('silence.expired'))
    expect(keys()).toEqual(['alert:f2 raised', 'alert:f1 raised'])
  })

  it('obey the rules of the person: at night only criticals', () => {
    const quiet = { on: true, from: 22 * 60, to: 7 * 60, passes: 'critical' as const }
    const { arrive, keys, toasts } = setUp({ rules: { quiet } })
    arrive(firing('w', { severity: 'warning' }), firing('c'))
    expect(keys()).toEqual(['alert:c raised'])
    expect(toasts.store.getState().unread).toBe(2)
  })
})

describe('two tabs', () => {
  it('close and read together', () => {
    const [here, there] = twoTabs()
    const a = setUp({ tabs: here })
    const b = setUp({ tabs: there })
    for (const tab of [a, b]) tab.arrive(firing('f1'), firing('f2'))
    const first = a.cards()[0]
    if (first !== undefined) a.toasts.dismiss(first)
    b.toasts.markRead()
    for (const tab of [a, b]) {
      expect(tab.keys()).toEqual(['alert:f2 raised'])
      expect(tab.toasts.store.getState().unread).toBe(0)
    }
  })
})
