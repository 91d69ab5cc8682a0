import { fakeClock, waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../clock.ts'
import { ask, type RedisWorld, startStandalone } from '../../redis/redisServers.fixture.ts'
import { startRedisSessionStore } from './redisSessionStore.ts'
import { SESSIONS_PER_USER, type SessionStore } from './sessionStore.ts'

const ELIF = { name: 'elif', role: 'operator', modules: ['finbot'] } as const
const LONG_MS = 600_000
vi.setConfig({ testTimeout: 60_000 })

let world: RedisWorld
const stores: SessionStore[] = []

beforeAll(async () => {
  world = await startStandalone()
}, 120_000)
afterAll(() => world.stop())

const open = (clock = systemClock) => {
  const client = world.open(2_000)
  const store = startRedisSessionStore({ clock, client })
  stores.push(store)
  return store
}

beforeEach(async () => {
  await ask(world.processes[0]?.port ?? 0, (redis) => redis.flushall())
  return () => {
    for (const store of stores.splice(0)) store.stop()
  }
})

const ready = async (store: SessionStore) => {
  await waitFor(async () => (await store.open('warm', { name: 'x', role: 'viewer' }, 1_000)).kind === 'opened')
  return store
}

test('a session opened on one panel is known on the other, with the time it has left', async () => {
  const [a, b] = [await ready(open()), await ready(open())]
  expect(await a.open('k', ELIF, LONG_MS)).toEqual({ kind: 'opened' })
  const read = await b.read('k')
  expect(read?.caller).toEqual(ELIF)
  expect(read?.leftMs).toBeGreaterThan(LONG_MS / 2)
  expect(await b.read('other')).toBeUndefined()
})

test('a session ended on one panel is over on the other, which tells its streams', async () => {
  const [a, b] = [await ready(open()), await ready(open())]
  const told: string[] = []
  b.onEnded((key) => told.push(key))
  await a.open('k', ELIF, LONG_MS)
  await waitFor(async () => (await b.read('k')) !== undefined)
  await a.end('k')
  expect(await b.read('k')).toBeUndefined()
  await waitFor(() => told.includes('k'))
  expect(told).toEqual(['k'])
})

test('one session more than a user may have ends the oldest', async () => {
  const store = await ready(open())
  for (let index = 0; index <= SESSIONS_PER_USER; index += 1) {
    await store.open(`k${index}`, ELIF, LONG_MS)
    // The order of opening is by Redis' milliseconds.
    await waitFor(async () => (await store.read(`k${index}`)) !== undefined, { intervalMs: 2 })
  }
  const held = await Promise.all(Array.from({ length: SESSIONS_PER_USER + 1 }, (_, index) => store.read(`k${index}`)))
  expect(held.filter((session) => session === undefined)).toHaveLength(1)
})

test('a session ends by itself, and this process’s clock has no say in it', async () => {
  const store = await ready(open({ ...fakeClock(), setTimer: (run, ms) => systemClock.setTimer(run, ms) }))
  expect(await store.open('k', ELIF, 50)).toEqual({ kind: 'opened' })
  await waitFor(async () => (await store.read('k')) === undefined)
})
