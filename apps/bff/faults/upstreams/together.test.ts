// Many who ask the same, and those who leave before the answer.
import { type ClientRequest, get } from 'node:http'
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type FaultProxy, newQuery, openPrometheus, openUpstreamWorld, PATIENCE_MS } from './upstreamWorld.fixture.ts'

const CALLERS = 50
const LONG = { timeoutMs: PATIENCE_MS }
/** Longer than any test: what ends sooner was given up. */
const SLOW_BUDGETS = { NOBET_UPSTREAM_HEADERS_TIMEOUT: '10m', NOBET_UPSTREAM_BODY_TIMEOUT: '10m' }

let world: Awaited<ReturnType<typeof openPrometheus>>
beforeAll(async () => {
  world = await openPrometheus()
})
afterAll(() => world.server.stop())

const open = () => openUpstreamWorld({ server: world.server, onTestFinished, env: SLOW_BUDGETS })
const states = (proxy: FaultProxy) => proxy.of('/api/v1/query').map(({ state }) => state)

/** Asks and says what came of it, and lets go when told. */
function startCaller(base: string, path: string) {
  let request: ClientRequest | undefined
  const ended = new Promise<number>((resolve) => {
    request = get(new URL(path, base), { agent: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', () => resolve(0))
    })
    request.on('error', () => resolve(0))
  })
  return { ended, leave: () => request?.destroy() }
}

test(`${CALLERS} who ask the same at once are one query upstream, and all get the same answer`, async () => {
  const { ask, proxy } = await open()
  proxy.set({ kind: 'delay', ms: 300 }, '/api/v1/query')
  const path = newQuery(world.range)
  const answers = await Promise.all(Array.from({ length: CALLERS }, () => ask(path)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect(states(proxy)).toEqual(['done'])
})

test('the same asked by POST is the same question', async () => {
  const { ask, proxy } = await open()
  proxy.set({ kind: 'delay', ms: 300 }, '/api/v1/query')
  const [path = '', body = ''] = newQuery(world.range).split('?')
  const init = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body }
  const answers = await Promise.all(Array.from({ length: CALLERS }, () => ask(path, init)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(states(proxy)).toEqual(['done'])
})

test('different questions are not one', async () => {
  const { ask, proxy } = await open()
  const paths = Array.from({ length: 8 }, () => newQuery(world.range))
  const answers = await Promise.all(paths.map((path) => ask(path)))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(paths.length)
  expect(states(proxy)).toHaveLength(paths.length)
})

test('a browser that leaves before the answer takes its query with it, and the panel lives on', async () => {
  const { ask, proxy, url } = await open()
  proxy.set({ kind: 'hangBeforeHeaders' }, '/api/v1/query')
  const caller = startCaller(url, newQuery(world.range))
  await waitFor(() => states(proxy).length === 1, LONG)
  caller.leave()
  await caller.ended
  await waitFor(() => states(proxy)[0] === 'aborted', { ...LONG, what: 'the query given up upstream' })
  proxy.set({ kind: 'pass' })
  expect((await ask(newQuery(world.range))).status).toBe(200)
})

test('one that leaves in the middle of the answer neither', async () => {
  const { ask, proxy, url } = await open()
  proxy.set({ kind: 'hangAfterHeaders' }, '/api/v1/query')
  const caller = startCaller(url, newQuery(world.range))
  await waitFor(() => states(proxy).length === 1, LONG)
  caller.leave()
  await waitFor(() => states(proxy)[0] === 'aborted', { ...LONG, what: 'the query given up upstream' })
  proxy.set({ kind: 'pass' })
  expect((await ask(newQuery(world.range))).status).toBe(200)
})

test('one of two who wait leaves: the other gets the answer, from the same query', async () => {
  const { proxy, url } = await open()
  proxy.set({ kind: 'delay', ms: 1_500 }, '/api/v1/query')
  const path = newQuery(world.range)
  const [first, second] = [startCaller(url, path), startCaller(url, path)]
  await waitFor(() => states(proxy).length === 1, LONG)
  first.leave()
  expect(await second.ended).toBe(200)
  expect(states(proxy)).toEqual(['done'])
})

test('all who wait leave: the query is given up', async () => {
  const { proxy, url } = await open()
  proxy.set({ kind: 'hangBeforeHeaders' }, '/api/v1/query')
  const path = newQuery(world.range)
  const callers = Array.from({ length: 10 }, () => startCaller(url, path))
  await waitFor(() => states(proxy).length === 1, LONG)
  for (const caller of callers) caller.leave()
  await waitFor(() => states(proxy)[0] === 'aborted', { ...LONG, what: 'the query given up upstream' })
  expect(states(proxy)).toEqual(['aborted'])
})

test('half of two hundred leave at odd moments: nothing crashes, nothing stays open', async () => {
  const { ask, proxy, url } = await open()
  proxy.set({ kind: 'delay', ms: 20 }, '/api/v1/query')
  const callers = Array.from({ length: 200 }, () => startCaller(url, newQuery(world.range)))
  for (const [index, caller] of callers.entries()) {
    if (index % 2 === 0) setTimeout(() => caller.leave(), index % 40)
  }
  await Promise.all(callers.map(({ ended }) => ended))
  proxy.set({ kind: 'pass' })
  expect((await ask(newQuery(world.range))).status).toBe(200)
  await waitFor(() => states(proxy).every((state) => state !== 'open'), LONG)
})
