import { fakeClock } from '@nobet/testkit'
import { describe, expect, test } from 'vitest'
import { startMemorySessionStore } from './memorySessionStore.ts'
import { describeSessionStore } from './sessionStore.contract.ts'
import { SESSIONS_MAX } from './sessionStore.ts'

describe('sessions in memory', () => {
  describeSessionStore(async () => {
    const clock = fakeClock()
    return { store: startMemorySessionStore({ clock }), clock }
  })

  test('are bounded, and make room again when they are over', async () => {
    const clock = fakeClock()
    const store = startMemorySessionStore({ clock })
    for (let i = 0; i < SESSIONS_MAX; i += 1) await store.open(`s${i}`, { name: `u${i}`, role: 'viewer' }, 1_000)
    expect(await store.open('more', { name: 'x', role: 'viewer' }, 1_000)).toEqual({ kind: 'full' })
    await clock.advance(1_000)
    expect(await store.open('more', { name: 'x', role: 'viewer' }, 1_000)).toEqual({ kind: 'opened' })
    store.stop()
    expect(clock.pendingTimers()).toBe(0)
  }, 60_000)
})
