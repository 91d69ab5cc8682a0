import { waitFor } from '@nobet/testkit'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Fence } from '../log/eventLog.ts'
import { toLogKeys } from '../log/redis/logKeys.ts'
import { newId } from '../log/redis/redisLog.fixture.ts'
import { type Lease, startLease } from './lease.ts'
import type { RedisClient } from './redisClient.ts'
import { ask, type RedisWorld, startStandalone } from './redisServers.fixture.ts'

const LONG = { timeoutMs: 60_000 }
const TTL_MS = 900

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let world: RedisWorld
const leases: Lease[] = []
beforeAll(async () => {
  world = await startStandalone()
})
afterEach(async () => void (await Promise.all(leases.splice(0).map((lease) => lease.stop()))))
afterAll(() => world.stop())

function open(log: string, name = 'probing', client: RedisClient = world.open()): Lease {
  const deps = {
    clock: systemClock,
    client,
    newId,
    reportError(error: unknown) {
      throw error
    },
  }
  const lease = startLease(deps, { name, ttlMs: TTL_MS, log })
  leases.push(lease)
  return lease
}

const held = (lease: Lease) => waitFor(() => lease.fence(), LONG)

test('one of several holds it, the others do not', async () => {
  const log = newId()
  const first = open(log)
  const fence = await held(first)
  const second = open(log)
  await waitFor(() => ask(portOf(world), (redis) => redis.pttl(toLogKeys(log).lease('probing'))), LONG)
  expect(second.fence()).toBeUndefined()
  expect(await held(first)).toEqual(fence)
})

test('leases for different work are held side by side', async () => {
  const log = newId()
  const [probing, watching] = [open(log, 'probing'), open(log, 'watching')]
  expect((await held(probing)).lease).toBe('probing')
  expect((await held(watching)).lease).toBe('watching')
})

test('it is kept for many times its length', async () => {
  const log = newId()
  const lease = open(log)
  const { token } = await held(lease)
  const other = open(log)
  let renewals = 0
  await waitFor(async () => {
    const left = await ask(portOf(world), (redis) => redis.pttl(toLogKeys(log).lease('probing')))
    if (left > TTL_MS * 0.9) renewals += 1
    return renewals > 5
  }, LONG)
  expect(other.fence()).toBeUndefined()
  expect((await held(lease)).token).toBe(token)
})

test('one that ends gives it to the next, under a higher token', async () => {
  const log = newId()
  const first = open(log)
  const before = await held(first)
  const second = open(log)
  const heard: (Fence | undefined)[] = []
  second.onChange((fence) => void heard.push(fence))
  await first.stop()
  const after = await held(second)
  expect(after.token).toBeGreaterThan(before.token)
  expect(heard).toEqual([after])
})

test('one that lost Redis knows it: it holds nothing once its time is over', async () => {
  const log = newId()
  const client = world.open()
  const lost = open(log, 'probing', client)
  const before = await held(lost)
  const heard: (Fence | undefined)[] = []
  lost.onChange((fence) => void heard.push(fence))
  client.disconnect()
  const other = open(log)
  const after = await held(other)
  expect(lost.fence()).toBeUndefined()
  expect(after.token).toBeGreaterThan(before.token)
  await waitFor(() => heard.length > 0, LONG)
  expect(heard).toEqual([undefined])
})

test('tokens grow also after Redis lost them', async () => {
  const log = newId()
  const first = open(log)
  const before = await held(first)
  const keys = toLogKeys(log)
  await ask(portOf(world), (redis) => redis.del(keys.fences, keys.lease('probing')))
  const after = await waitFor(() => {
    const fence = first.fence()
    return fence !== undefined && fence.token !== before.token ? fence : undefined
  }, LONG)
  expect(after.token).toBeGreaterThan(before.token)
})

const portOf = ({ processes }: RedisWorld): number => processes[0]?.port ?? 0
