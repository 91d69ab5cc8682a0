import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { toBytes } from './bytes.ts'
import { holdAnswer } from './heldAnswer.ts'
import { BOUNDS } from './limits.ts'
import { createSharedCache } from './sharedCache.ts'

/** As much of Redis as the cache uses. */
function fakeRedis() {
  const store = new Map<string, Buffer>()
  const lives: number[] = []
  let isAway = false
  let asked = 0
  const client = {
    async getBuffer(key: string) {
      asked += 1
      if (isAway) throw new Error('Connection is closed.')
      return store.get(key) ?? null
    },
    async set(key: string, value: Buffer, _px: 'PX', ms: number) {
      asked += 1
      if (isAway) throw new Error('Connection is closed.')
      store.set(key, value)
      lives.push(ms)
      return 'OK' as const
    },
  }
  return { client: client as never, store, lives, asked: () => asked, leave: (away: boolean) => void (isAway = away) }
}

const BODY = Buffer.from('{"status":"success","data":"nöbet"}')
const answer = (at: number, body = BODY) =>
  holdAnswer(
    { status: 200, headers: { 'content-type': 'application/json' }, bytes: toBytes([body]), observedAt: at },
    0,
  )

test('an answer comes back as it was, with its age by the shared clock', async () => {
  const clock = fakeClock()
  const redis = fakeRedis()
  const cache = createSharedCache({ clock, client: redis.client })
  cache.set('k', answer(clock.now()), 61_000)
  await clock.advance(4_000)
  const held = await cache.get('k')
  expect(held).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } })
  expect(held?.bytes.whole()).toEqual(BODY)
  expect(clock.monotonic() - (held?.at ?? 0)).toBe(4_000)
  expect(redis.lives).toEqual([61_000])
  expect(await cache.get('another')).toBeUndefined()
})

test('while Redis is away nothing is thrown, and for a moment nothing is asked of it', async () => {
  const clock = fakeClock()
  const redis = fakeRedis()
  const cache = createSharedCache({ clock, client: redis.client })
  redis.leave(true)
  expect(await cache.get('k')).toBeUndefined()
  const asked = redis.asked()
  expect(await cache.get('k')).toBeUndefined()
  cache.set('k', answer(clock.now()), 1_000)
  expect(redis.asked()).toBe(asked)
  redis.leave(false)
  await clock.advance(2_000)
  cache.set('k', answer(clock.now()), 1_000)
  expect(await cache.get('k')).toMatchObject({ status: 200 })
})

test('what is none of ours is none, and what is too large is not shared', async () => {
  const clock = fakeClock()
  const redis = fakeRedis()
  const cache = createSharedCache({ clock, client: redis.client })
  cache.set('k', answer(clock.now()), 1_000)
  for (const key of redis.store.keys()) redis.store.set(key, Buffer.from('garbage'))
  expect(await cache.get('k')).toBeUndefined()
  await clock.advance(2_000)
  cache.set('large', answer(clock.now(), Buffer.alloc(BOUNDS.sharedEntryBytes + 1)), 1_000)
  expect(await cache.get('large')).toBeUndefined()
})

test('a Redis that does not answer is not waited for', async () => {
  const clock = fakeClock()
  const client = { getBuffer: () => new Promise(() => undefined) } as never
  const cache = createSharedCache({ clock, client })
  const asked = cache.get('k')
  await clock.advance(100)
  expect(await asked).toBeUndefined()
})
