import { Cursor, type LoggedEvent } from '@nobet/contracts'
import type { EventBatch, LinkReport, LinkState } from '@nobet/stream-client'
import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { startToasts } from './startToasts.ts'

const changed = (from: string, to: string, severity: LoggedEvent['severity']): LoggedEvent => ({
  specversion: '1.0',
  id: `${from}-${to}`,
  source: '/nobet/probe',
  type: 'mcp.health.changed',
  module: 'mubot',
  time: '2026-11-22T17:00:00Z',
  severity,
  data: { from, to },
})

function setUp() {
  let now = 0
  let tick = () => {}
  let batch: (batch: EventBatch) => void = () => {}
  const hidden = { value: false }
  const link = createStore<LinkReport>(() => ({ state: state('connecting'), stats: {} }) as LinkReport) // only `state` is read
  const toasts = startToasts({
    live: {
      onBatch: (listener) => {
        batch = listener
        return () => {}
      },
      link,
    },
    now: () => now,
    every: (run) => {
      tick = run
      return () => {}
    },
    hidden: () => hidden.value,
  })
  return {
    toasts,
    hidden,
    keys: () => toasts.store.getState().toasts.map((toast) => `${toast.key} ${toast.status}`),
    arrive: (...events: LoggedEvent[]) =>
      batch({
        items: events.map((event) => ({ cursor: Cursor.parse('e:1'), event })),
        recovered: false,
        receivedAt: 0,
      }),
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
