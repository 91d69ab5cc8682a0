import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import type { RedisClient } from './redisClient.ts'
import { startSharedClock } from './sharedClock.ts'

const REDIS_NOW = Date.UTC(2026, 10, 22, 12)

/** Only the question for the time is asked of this Redis. */
const answering = (time: () => Promise<[string, string]>) => ({ time }) as unknown as RedisClient
const toAnswer = (ms: number): [string, string] => [String(Math.floor(ms / 1_000)), String((ms % 1_000) * 1_000)]

test('Redis’ time is everybody’s, and a step of this machine’s clock changes nothing', async () => {
  const clock = fakeClock()
  const startedAt = clock.monotonic()
  const client = answering(async () => toAnswer(REDIS_NOW + clock.monotonic() - startedAt))
  const shared = startSharedClock({ clock, client })
  await shared.ready
  expect(shared.now()).toBe(REDIS_NOW)
  clock.shiftWall(3_600_000)
  await clock.advance(25_000)
  expect(shared.now()).toBe(REDIS_NOW + 25_000)
  shared.stop()
  expect(clock.pendingTimers()).toBe(0)
})

test('until Redis has answered once, this machine’s own time is used; then the last offset, while Redis is away', async () => {
  const clock = fakeClock()
  let away = true
  const client = answering(() => (away ? Promise.reject(new Error('away')) : Promise.resolve(toAnswer(REDIS_NOW))))
  const shared = startSharedClock({ clock, client })
  await shared.ready
  expect(shared.now()).toBe(clock.now())
  away = false
  await clock.advance(1_000)
  expect(shared.now()).toBe(REDIS_NOW)
  away = true
  await clock.advance(15_000)
  expect(shared.now()).toBe(REDIS_NOW + 15_000)
  shared.stop()
})
