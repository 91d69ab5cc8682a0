import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { waitFor } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { startStandalone } from '@nobet/bff/redisServers'
import { pause, settle } from './counter.fixture.ts'
import { PATIENCE_MS, sourceOf } from './panelProcess.fixture.ts'
import { openWorld } from './world.fixture.ts'

const WHOLE = { missing: [], doubled: 0, disordered: 0 }
const FROZEN_MS = 20_000
const LOST = 'console.log.lost'
const LONG = { timeoutMs: PATIENCE_MS }

// Remedy: `retryStrategy` in redis/openRedis.ts (null: never connects again).
test('Redis stopped and started again with its data: refused meanwhile, then nothing lost and nothing doubled', async () => {
  const world = await openWorld(startStandalone({ persist: true }))
  const panel = await world.panel()
  const reader = await world.reader(panel.url)
  const publisher = world.publisher(panel.url)
  await publisher.more(30)
  // Longer than `everysec`: what was taken is on disk.
  await publisher.stop()
  await pause(2_500)
  await world.server.kill()

  await waitFor(async () => (await panel.get('/readyz')).status === 503, LONG)
  const away = await panel.get('/api/v1/snapshot')
  expect([away.status, away.headers.has('retry-after')]).toEqual([503, true])
  expect((await panel.get('/healthz')).status).toBe(200)
  expect(await sourceOf(panel, 'log')).toMatchObject({ kind: 'redis', state: 'unavailable', error: expect.any(String) })
  const refused = await fetch(`${panel.url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', id: 'x', source: '/x', type: 'com.example.x' }),
  })
  expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true])

  await world.server.restart()
  await panel.ready()
  await publisher.start()
  await publisher.more(30)
  expect(await settle(publisher, reader)).toMatchObject(WHOLE)
  expect(reader.epochs()).toHaveLength(1)
  expect(await sourceOf(panel, 'log')).toMatchObject({ state: 'live' })
  await waitFor(() => reader.ofType('upstream.recovered').length > 0, LONG)
  expect(reader.ofType('upstream.degraded')[0]).toMatchObject({ data: { upstream: 'log', state: 'unavailable' } })
})

// Remedies: `publish(toLostEvent(…))` in boot/startRoad.ts; `bounds.begin` in live/hub/pump.ts, against doubles.
test('Redis killed with the tail of its file lost: a new epoch, and the loss in numbers', async () => {
  const world = await openWorld(startStandalone({ persist: true }))
  const panel = await world.panel()
  const reader = await world.reader(panel.url)
  const publisher = world.publisher(panel.url)
  await publisher.more(30)
  await pause(2_500)
  const [file, copy] = [join(world.server.dir, 'appendonlydir'), join(world.server.dir, 'older')]
  cpSync(file, copy, { recursive: true })
  await publisher.more(50)
  await reader.reaches(publisher.taken.size)
  await world.server.kill()
  rmSync(file, { recursive: true })
  cpSync(copy, file, { recursive: true })
  await world.server.restart()
  await publisher.more(20)

  const told = await waitFor(() => reader.ofType(LOST)[0], LONG)
  expect(reader.gaps.filter(({ reason }) => reason === 'epoch_changed')).toHaveLength(1)
  const { missing, doubled } = await settle(publisher, reader)
  // The reader had seen all of it: what the log lost is not lost to who read in time.
  expect([missing, doubled]).toEqual([[], 0])
  const page = await panel.get<{ events: { event: { id: string } }[] }>('/api/v1/events?limit=1000')
  const held = new Set(page.body.events.map(({ event }) => event.id))
  const gone = [...publisher.taken.keys()].filter((count) => !held.has(`count-${count}`))
  expect(gone.length).toBeGreaterThan(0)
  expect(told.data).toMatchObject({ lost: expect.any(Number) })
  expect((told.data as { lost: number }).lost).toBeGreaterThanOrEqual(gone.length)
})

// Remedy: `return renew('')` in log/redis/tail.ts.
test('Redis restarted empty: a new epoch, the whole loss said, and the stream goes on', async () => {
  const world = await openWorld()
  const panel = await world.panel()
  const reader = await world.reader(panel.url)
  const publisher = world.publisher(panel.url)
  await publisher.more(40)
  await reader.reaches(40)
  await world.server.restart()
  await publisher.more(20)
  const told = await waitFor(() => reader.ofType(LOST)[0], LONG)
  expect((told.data as { lost: number }).lost).toBeGreaterThanOrEqual(40)
  expect(told.severity).toBe('critical')
  expect(await settle(publisher, reader)).toMatchObject(WHOLE)
  expect(reader.epochs()).toHaveLength(2)
})

// Remedy: `withDeadline` around the turn in log/redis/tail.ts: without it the panel hangs with Redis.
test('Redis frozen for 20 s: refused soon, then nothing lost and nothing doubled', async () => {
  const world = await openWorld()
  const panel = await world.panel()
  const reader = await world.reader(panel.url)
  const publisher = world.publisher(panel.url)
  await publisher.more(30)
  world.server.signal('SIGSTOP')
  await waitFor(async () => (await panel.get('/readyz')).status === 503, { timeoutMs: FROZEN_MS })
  await pause(FROZEN_MS)
  expect((await panel.get('/healthz')).status).toBe(200)
  world.server.signal('SIGCONT')
  await publisher.more(30)
  expect(await settle(publisher, reader)).toMatchObject(WHOLE)
  expect(reader.epochs()).toHaveLength(1)
  expect(publisher.refusals.get(503)).toBeGreaterThan(0)
})
