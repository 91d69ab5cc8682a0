// A Prometheus that only fails is left alone, says so everywhere, and is found well again by itself.
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { newInstant, openPrometheus, openUpstreamWorld, PATIENCE_MS } from './upstreamWorld.fixture.ts'

const LONG = { timeoutMs: PATIENCE_MS, intervalMs: 50 }
const QUERY = '/api/v1/query'
const ASKED = 40

let world: Awaited<ReturnType<typeof openPrometheus>>
beforeAll(async () => {
  world = await openPrometheus()
})
afterAll(() => world.server.stop())

test('it opens, spares the upstream, is seen as degraded, and closes', async () => {
  const { ask, proxy, sourceOf, eventsOf } = await openUpstreamWorld({ server: world.server, onTestFinished })
  expect((await ask(newInstant())).state).toBe('live')
  await waitFor(async () => (await sourceOf('prometheus'))?.state === 'live', LONG)

  proxy.set({ kind: 'answer', status: 500, type: 'text/plain', body: 'boom' })
  const before = proxy.of(QUERY).length
  const answers = []
  for (let asked = 0; asked < ASKED; asked += 1) answers.push(await ask(newInstant()))
  const reached = proxy.of(QUERY).length - before
  expect(reached).toBeLessThan(ASKED / 2)
  const spared = answers.filter(({ problem }) => problem !== undefined)
  expect(spared.length).toBeGreaterThanOrEqual(ASKED - reached)
  expect(spared.map(({ status }) => status)).toEqual(spared.map(() => 503))
  expect(spared.filter(({ headers }) => !headers.has('retry-after'))).toEqual([])
  expect(answers.filter(({ status }) => ![500, 503].includes(status))).toEqual([])

  const source = await waitFor(async () => {
    const seen = await sourceOf('prometheus')
    return seen?.state !== 'live' && seen
  }, LONG)
  expect(['degraded', 'unavailable']).toContain(source.state)
  expect(source.error).toEqual(expect.any(String))
  expect(source.lastOkAt).toEqual(expect.any(String))
  await waitFor(async () => (await eventsOf('prometheus')).includes('upstream.degraded'), LONG)

  proxy.set({ kind: 'pass' })
  await waitFor(async () => (await ask(newInstant())).state === 'live', LONG)
  await waitFor(async () => (await sourceOf('prometheus'))?.state === 'live', LONG)
  await waitFor(async () => (await eventsOf('prometheus')).at(-1) === 'upstream.recovered', LONG)
  expect((await eventsOf('prometheus')).filter((type) => type === 'upstream.degraded')).toHaveLength(1)
})

test('queries that are wrong open nothing', async () => {
  const { ask, sourceOf, eventsOf } = await openUpstreamWorld({ server: world.server, onTestFinished })
  for (let asked = 0; asked < 20; asked += 1) {
    expect((await ask(`api/prometheus/api/v1/query?query=sum(${asked}`)).status).toBe(400)
  }
  expect((await ask(newInstant())).state).toBe('live')
  expect((await sourceOf('prometheus'))?.state).toBe('live')
  expect(await eventsOf('prometheus')).toEqual([])
})

test('callers who leave open nothing', async () => {
  const { ask, proxy, url } = await openUpstreamWorld({ server: world.server, onTestFinished })
  proxy.set({ kind: 'delay', ms: 400 }, QUERY)
  for (let asked = 0; asked < 10; asked += 1) {
    await fetch(new URL(newInstant(), url), { signal: AbortSignal.timeout(50) }).catch(() => undefined)
  }
  proxy.set({ kind: 'pass' })
  expect((await ask(newInstant())).state).toBe('live')
})

test('a burst that all fails does not keep the panel from noticing the recovery soon', async () => {
  const { ask, proxy } = await openUpstreamWorld({ server: world.server, onTestFinished })
  // All of them are in the air before the first one fails.
  proxy.set({ kind: 'answer', status: 500, type: 'text/plain', body: 'boom', afterMs: 500 }, QUERY)
  await Promise.all(Array.from({ length: 16 }, () => ask(newInstant())))
  proxy.set({ kind: 'pass' })
  // Told by the answer itself, so that no clock of a busy machine is in it: the first wait is the shortest one.
  const told = await ask(newInstant())
  expect(told.status === 503 ? Number(told.headers.get('retry-after')) : 0).toBeLessThanOrEqual(2)
  await waitFor(async () => (await ask(newInstant())).state === 'live', LONG)
})

test('a slow Prometheus does not take the panel’s other doors with it', async () => {
  const { ask, proxy } = await openUpstreamWorld({
    server: world.server,
    onTestFinished,
    env: { NOBET_UPSTREAM_CONCURRENCY: '2', NOBET_UPSTREAM_QUEUE: '2', NOBET_UPSTREAM_HEADERS_TIMEOUT: '3s' },
  })
  proxy.set({ kind: 'hangBeforeHeaders' }, QUERY)
  const hanging = Array.from({ length: 12 }, () => ask(newInstant()))
  await waitFor(() => proxy.of(QUERY).length > 0, LONG)
  expect(proxy.of(QUERY).length).toBeLessThanOrEqual(2)
  const others = await Promise.all(['api/v1/overview', 'api/v1/events', 'readyz'].map((path) => ask(path)))
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200])
  const ends = await Promise.all(hanging)
  expect(ends.filter(({ problem }) => problem?.upstream !== 'prometheus')).toEqual([])
  // More than may wait is told so at once.
  expect(ends.filter(({ status }) => status === 503).length).toBeGreaterThan(0)
})
