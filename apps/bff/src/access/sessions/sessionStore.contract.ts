import type { FakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { SESSIONS_PER_USER, type SessionStore } from './sessionStore.ts'

const ELIF = { name: 'elif', role: 'operator' } as const

/** What every session store keeps to. `elapse` lets time pass for it. */
export function describeSessionStore(
  open: () => Promise<{ store: SessionStore; clock: Pick<FakeClock, 'advance' | 'shiftWall'> }>,
): void {
  test('a session is there until its life is over, whatever the wall clock says', async () => {
    const { store, clock } = await open()
    await store.open('a', ELIF, 10_000)
    clock.shiftWall(3_600_000)
    await clock.advance(9_000)
    expect(await store.read('a')).toEqual({ caller: ELIF, leftMs: 1_000 })
    await clock.advance(1_000)
    expect(await store.read('a')).toBeUndefined()
    store.stop()
  })

  test('ending one is told once, and leaves the others', async () => {
    const { store } = await open()
    const ended: string[] = []
    store.onEnded((key) => void ended.push(key))
    await store.open('a', ELIF, 10_000)
    await store.open('b', ELIF, 10_000)
    await store.end('a')
    await store.end('a')
    expect(ended).toEqual(['a'])
    expect(await store.read('a')).toBeUndefined()
    expect(await store.read('b')).toBeDefined()
    store.stop()
  })

  test('one session too many of a user ends the oldest of that user', async () => {
    const { store } = await open()
    const ended: string[] = []
    store.onEnded((key) => void ended.push(key))
    await store.open('other', { name: 'vera', role: 'viewer' }, 10_000)
    for (let i = 0; i <= SESSIONS_PER_USER; i += 1) await store.open(`s${i}`, ELIF, 10_000)
    expect(ended).toEqual(['s0'])
    expect(await store.read('other')).toBeDefined()
    expect(await store.read(`s${SESSIONS_PER_USER}`)).toBeDefined()
    store.stop()
  })
}
