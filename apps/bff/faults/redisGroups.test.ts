import { waitFor } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { ask, startClusterWorld, startSentinelWorld } from '@nobet/bff/redisServers'
import { settle } from './counter.fixture.ts'
import { PATIENCE_MS } from './panelProcess.fixture.ts'
import { openWorld } from './world.fixture.ts'

const LONG = { timeoutMs: PATIENCE_MS }

// Remedy: `sentinelRetryStrategy` in redis/openRedis.ts.
test('Sentinel fails over: nothing is lost, or a new epoch says how much', async () => {
  const world = await openWorld(startSentinelWorld())
  const [a, b] = [await world.panel(), await world.panel()]
  const reader = await world.reader(b.url)
  const publisher = world.publisher(a.url)
  await publisher.more(40)
  await world.server.kill()
  await publisher.more(40)
  const { missing, doubled } = await settle(publisher, reader)
  expect([missing, doubled]).toEqual([[], 0])
  const page = await b.get<{ events: { event: { id: string } }[] }>('/api/v1/events?limit=1000')
  const held = new Set(page.body.events.map(({ event }) => event.id))
  const gone = [...publisher.taken.keys()].filter((count) => !held.has(`count-${count}`))
  const told = gone.length === 0 ? undefined : await waitFor(() => reader.ofType('console.log.lost')[0], LONG)
  const lost = (told?.data as { lost: number } | undefined)?.lost ?? 0
  expect(lost).toBeGreaterThanOrEqual(gone.length)
  expect(reader.epochs()).toHaveLength(gone.length > 0 ? 2 : 1)
})

// Remedy: `clusterRetryStrategy` in redis/openRedis.ts.
test('one node of a cluster is lost: refused while the slots are not served, then nothing lost and nothing doubled', async () => {
  const world = await openWorld(startClusterWorld())
  const panel = await world.panel()
  const reader = await world.reader(panel.url)
  const publisher = world.publisher(panel.url)
  await publisher.more(30)
  const slot = await ask(world.server.port, (redis) => redis.cluster('KEYSLOT', '{nobet:log}:meta'))
  // A node that does not hold the log: without it the whole cluster refuses, and nothing of the log is gone.
  const share = 16_384 / world.redis.processes.length
  const other = world.redis.processes.find((_, index) => Math.floor(Number(slot) / share) !== index)
  await other?.kill()
  await waitFor(async () => (await panel.get('/readyz')).status === 503, LONG)
  await other?.restart()
  await panel.ready()
  await publisher.more(30)
  expect(await settle(publisher, reader)).toMatchObject({ missing: [], doubled: 0, disordered: 0 })
  expect(reader.epochs()).toHaveLength(1)
})
