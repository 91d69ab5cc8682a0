import { fakeClock } from '@nobet/testkit'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../random.ts'
import type { TtlChange } from './cache.ts'
import { isTtlChange } from './isTtlChange.ts'
import { createMemoryCache, type MemoryCacheOptions } from './memoryCache.ts'

function setUp(options: MemoryCacheOptions = {}) {
  const clock = fakeClock()
  const changes: TtlChange[] = []
  const reads: string[] = []
  let evicted = 0
  const cache = createMemoryCache(
    {
      clock,
      random: systemRandom,
      observer: {
        onRead: (result) => void reads.push(result),
        onEvicted: () => void (evicted += 1),
        onSize: () => undefined,
        onTtlChanged: (change) => void changes.push(change),
      },
    },
    options,
  )
  return { cache, clock, changes, reads, evicted: () => evicted }
}

const KEY = 'mcp:finbot:rates:TRY'

it('loads once, serves from memory until the TTL is over, then loads again', async () => {
  const { cache, clock, reads } = setUp()
  let loads = 0
  const read = () => cache.read(KEY, 1_000, () => (loads += 1))
  expect([await read(), await read()]).toEqual([1, 1])
  await clock.advance(1_000)
  expect(await read()).toBe(2)
  expect(reads).toEqual(['miss', 'hit', 'miss'])
})

it('lets many readers of a missing key share one load', async () => {
  const { cache, reads } = setUp()
  let loads = 0
  const slow = async () => {
    await Promise.resolve()
    return (loads += 1)
  }
  expect(await Promise.all([1, 2, 3].map(() => cache.read(KEY, 1_000, slow)))).toEqual([1, 1, 1])
  expect(reads).toEqual(['miss', 'coalesced', 'coalesced'])
})

it('keeps no failed load', async () => {
  const { cache } = setUp()
  await expect(cache.read(KEY, 1_000, () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await cache.read(KEY, 1_000, () => 'up')).toBe('up')
})

it('announces that a living key got another TTL, with old and new', async () => {
  const { cache, changes } = setUp()
  await cache.set(KEY, 1, 60_000)
  await cache.expire(KEY, 15_000)
  await cache.set(KEY, 2, 60_000)
  const change = { key: KEY, existed: true, exists: true, mode: 'events' }
  expect(changes).toEqual([
    { ...change, previousTtlMs: 60_000, ttlMs: 15_000, cause: 'expire' },
    { ...change, previousTtlMs: 15_000, ttlMs: 60_000, cause: 'set' },
  ])
})

it('says nothing when a key is created, refreshed with the same TTL, or set anew after it expired', async () => {
  const { cache, clock, changes } = setUp()
  await cache.set(KEY, 1, 60_000)
  await cache.set(KEY, 2, 60_500)
  await clock.advance(120_000)
  await cache.set(KEY, 3, 5_000)
  expect(changes).toEqual([])
})

it('gives no TTL to a key that is not there', async () => {
  const { cache, clock } = setUp()
  expect(await cache.expire(KEY, 1_000)).toBe(false)
  await cache.set(KEY, 1, 1_000)
  await clock.advance(1_000)
  expect(await cache.expire(KEY, 1_000)).toBe(false)
})

it('drops the least recently read when it is full, and counts it', async () => {
  const { cache, evicted } = setUp({ maxEntries: 2 })
  await cache.set('a', 1, 1_000)
  await cache.set('b', 2, 1_000)
  await cache.read('a', 1_000, () => 0)
  await cache.set('c', 3, 1_000)
  expect(await cache.delete('b')).toBe(false)
  expect(await cache.delete('a')).toBe(true)
  expect(evicted()).toBe(1)
})

describe('a change of TTL', () => {
  it.each([
    [60_000, 60_900, false],
    [60_000, 61_300, true],
    [3_600_000, 3_660_000, false],
    [10_000, 8_900, true],
  ])('from %i ms to %i ms is news: %s', (from, to, news) => {
    expect(isTtlChange(from, to)).toBe(news)
  })
})
