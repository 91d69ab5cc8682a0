// The real Prometheus itself in trouble: frozen, killed, started again, and busy beyond its own limit.
import { waitFor } from '@nobet/testkit'
import type { MonitoringServer } from '@nobet/testkit/servers'
import { expect, onTestFinished, test } from 'vitest'
import { startTestPanel } from '@nobet/bff/testPanel'
import {
  type Answer,
  BUDGET_ENV,
  DUE_MS,
  newInstant,
  newQuery,
  openPrometheus,
  PATIENCE_MS,
  toClient,
} from './upstreamWorld.fixture.ts'

const AGE_TOLERANCE_S = 2
const LONG = { timeoutMs: PATIENCE_MS, intervalMs: 100 }

async function open(flags: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const world = await openPrometheus(flags)
  onTestFinished(() => world.server.stop())
  const panel = await startTestPanel({ NOBET_PROMETHEUS_URL: world.server.url, ...BUDGET_ENV, ...env })
  onTestFinished(() => panel.stop())
  return { ...world, ...toClient(panel.url) }
}

type World = Awaited<ReturnType<typeof open>>

/** Asks the same again and again, as an open Overview does, and keeps what it was told. */
async function follow({ ask }: World, path: string, wanted: string, seen: Answer[]): Promise<Answer> {
  return await waitFor(async () => {
    const answer = await ask(path)
    seen.push(answer)
    expect(answer.status).toBe(200)
    expect(answer.tookMs).toBeLessThan(DUE_MS)
    return answer.state === wanted && answer
  }, LONG)
}

/** No answer says that it is younger, or much older, than the last live one before it. */
function expectTrueAges(seen: readonly Answer[]): void {
  let liveAt = 0
  for (const { state, age, at } of seen) {
    if (state === 'live') liveAt = at
    const trueAge = state === 'live' ? 0 : (at - liveAt) / 1000
    expect(Math.abs(age - trueAge), `${state}, age ${age} s, ${trueAge} s ago`).toBeLessThanOrEqual(AGE_TOLERANCE_S)
  }
}

const WAYS: readonly (readonly [
  string,
  (server: MonitoringServer) => unknown,
  (server: MonitoringServer) => unknown,
])[] = [
  ['frozen', (server) => server.signal('SIGSTOP'), (server) => server.signal('SIGCONT')],
  ['killed', (server) => server.kill(), (server) => server.restart()],
]

test.each(WAYS)('%s: live, cached, stale with a true age, live again; nothing is blank', async (_name, hurt, heal) => {
  const world = await open()
  const { server, sourceOf, eventsOf, ask } = world
  const path = newInstant()
  const seen: Answer[] = []
  await follow(world, path, 'live', seen)
  await follow(world, path, 'cached', seen)
  await waitFor(async () => (await sourceOf('prometheus'))?.state === 'live', LONG)

  await hurt(server)
  const old = await follow(world, path, 'stale', seen)
  const older = await waitFor(async () => {
    const answer = await follow(world, path, 'stale', seen)
    return answer.age >= old.age + 2 && answer
  }, LONG)
  expect(older.body).toBe(old.body)
  const unknown = await ask(newInstant())
  expect(unknown.problem).toMatchObject({ upstream: 'prometheus' })
  expect([502, 503, 504]).toContain(unknown.status)
  const source = await waitFor(async () => {
    const now = await sourceOf('prometheus')
    return now?.state !== 'live' && now
  }, LONG)
  expect(source.error).toEqual(expect.any(String))
  await waitFor(async () => (await eventsOf('prometheus')).includes('upstream.degraded'), LONG)

  await heal(server)
  await follow(world, path, 'live', seen)
  expectTrueAges(seen)
  await waitFor(async () => (await sourceOf('prometheus'))?.state === 'live', LONG)
  await waitFor(async () => (await eventsOf('prometheus')).at(-1) === 'upstream.recovered', LONG)
})

test('a query too heavy for its own limit is its own error, and others go on', async () => {
  const { ask, range, sourceOf } = await open(['--query.timeout=1ms'], {
    // The limit under test is Prometheus' own, which a busy machine notices late.
    NOBET_UPSTREAM_HEADERS_TIMEOUT: '8s',
  })
  const query = 'sum(rate(shop_requests[30m:1s])) / count(shop_requests) + scalar(sum(shop_requests))'
  const heavy = async (step: number) => {
    const params = new URLSearchParams({ query, start: `${range.start}`, end: `${range.end}`, step: `${step}` })
    return await ask(`api/prometheus/api/v1/query_range?${params}`)
  }
  const answers = await Promise.all(Array.from({ length: 8 }, (_none, index) => heavy(1 + index)))
  for (const { status, body, tookMs } of answers) {
    expect(tookMs).toBeLessThan(DUE_MS)
    expect([422, 503]).toContain(status)
    expect(JSON.parse(body)).toMatchObject({
      status: 'error',
      errorType: expect.stringMatching(/^(timeout|execution)$/),
    })
  }
  // It answered: no reason to leave it alone.
  const light = await ask('api/prometheus/api/v1/status/buildinfo')
  expect([light.status, light.state]).toEqual([200, 'live'])
  expect((await sourceOf('prometheus'))?.state).not.toBe('unavailable')
})

test('too many samples is an error of the query, not of Prometheus', async () => {
  const { ask, range, sourceOf, eventsOf } = await open(['--query.max-samples=30'])
  const { status, body } = await ask(newQuery(range))
  expect(status).toBe(422)
  expect(body).toContain('too many samples')
  expect((await ask('api/prometheus/api/v1/status/buildinfo')).state).toBe('live')
  await waitFor(async () => (await sourceOf('prometheus'))?.state === 'live', LONG)
  expect(await eventsOf('prometheus')).toEqual([])
})
