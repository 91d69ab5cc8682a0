import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { parseWith } from '@nobet/contracts'
import { Config } from '@nobet/contracts/config'
import { fakeClock, waitFor } from '@nobet/testkit'
import { afterEach, describe, expect, test } from 'vitest'
import { createMetrics } from '../../metrics/metrics.ts'
import { type CheckOutcome, type CheckTarget, checkHttp } from './checkHttp.ts'
import { createRedisCheck } from './checkRedis.ts'
import { createSourceRegistry, type SourceChange } from './sourceRegistry.ts'
import { startReachability } from './startReachability.ts'
import { toUpstreamEvent } from './toUpstreamEvent.ts'
import { toUpstreamTargets } from './upstreamTargets.ts'

const OK: CheckOutcome = { kind: 'ok' }
const FAILED: CheckOutcome = { kind: 'failed', reason: 'HTTP 503' }

const targetsOf = (input: unknown) => {
  const parsed = parseWith(Config, input)
  if (!parsed.ok) throw new Error('not a configuration')
  return toUpstreamTargets(parsed.value)
}

function watch(input: unknown, answer: (url: string) => CheckOutcome) {
  const clock = fakeClock()
  const changes: SourceChange[] = []
  const registry = createSourceRegistry(clock, (change) => void changes.push(change))
  const asked: string[] = []
  const check = async ({ url }: CheckTarget) => {
    asked.push(url)
    return answer(url)
  }
  const reachability = startReachability({ clock, registry, metrics: createMetrics(), check }, targetsOf(input))
  const stateOf = (id: string) => registry.views().find((view) => view.id === id)
  return {
    clock,
    changes,
    asked,
    stateOf,
    tell: (...args: Parameters<typeof reachability.tell>) => reachability.tell(...args),
    stop: () => reachability.stop(),
  }
}

test('what is not configured is never asked and says which key would switch it on', () => {
  const { asked, stateOf, stop } = watch({}, () => OK)
  expect(asked).toEqual([])
  expect(stateOf('tempo')).toMatchObject({ state: 'not_configured', key: 'tempo.url', lastOkAt: null })
  stop()
})

test('what is configured is asked at its own address of readiness, and says where a browser finds it', async () => {
  const { asked, stateOf, stop } = watch({ prometheus: { url: 'http://ada:pa%40ss@p:9090/sub/' } }, () => OK)
  expect(stateOf('prometheus')).toMatchObject({ state: 'unavailable', error: 'no answer yet' })
  await waitFor(() => stateOf('prometheus')?.state === 'live')
  expect(asked).toEqual(['http://p:9090/sub/-/ready'])
  expect(stateOf('prometheus')).toMatchObject({ use: 'data', publicUrl: 'http://p:9090/sub' })
  stop()
})

test('one of several peers away is degraded, all away is unavailable', async () => {
  const urls = ['http://a:1', 'http://b:1']
  const some = watch({ alertmanager: { urls } }, (url) => (url.startsWith('http://a') ? OK : FAILED))
  await waitFor(() => some.stateOf('alertmanager')?.state === 'degraded')
  some.stop()
  const none = watch({ alertmanager: { urls } }, () => FAILED)
  await waitFor(() => none.stateOf('alertmanager')?.error === 'HTTP 503')
  expect(none.stateOf('alertmanager')).toMatchObject({ state: 'unavailable', lastOkAt: null })
  none.stop()
})

test('a loss and a return are one change each, and each an event with a fact for its id', async () => {
  let answer: CheckOutcome = OK
  const { clock, changes, stateOf, stop } = watch({ grafana: { url: 'http://g:3000' } }, () => answer)
  const turn = async (outcome: CheckOutcome) => {
    answer = outcome
    await clock.advance(15_000)
  }
  await waitFor(() => stateOf('grafana')?.state === 'live')
  for (const outcome of [OK, FAILED, FAILED, OK, OK]) await turn(outcome)
  await waitFor(() => stateOf('grafana')?.state === 'live')
  const events = changes
    .filter(({ source }) => source.id === 'grafana')
    .map((change) => toUpstreamEvent(change, '2026-11-22T17:00:00.000Z'))
  expect(events.map((event) => event?.type)).toEqual([undefined, 'upstream.degraded', 'upstream.recovered'])
  expect(events[1]).toMatchObject({ severity: 'warning', data: { upstream: 'grafana', reason: 'HTTP 503' } })
  expect(new Set(events.map((event) => event?.id)).size).toBe(3)
  stop()
})

describe('real traffic', () => {
  const AWAY = { reason: 'connect ECONNREFUSED', isAway: true }
  const LATE = { reason: 'no answer within 15000 ms', isAway: false }
  const GOOD = { reason: undefined, isAway: false }

  test('one that is told as away is looked at at once, and unavailable when the look says the same', async () => {
    let answer: CheckOutcome = OK
    const { clock, stateOf, tell, stop } = watch({ prometheus: { url: 'http://p:9090' } }, () => answer)
    await waitFor(() => stateOf('prometheus')?.state === 'live')
    answer = FAILED
    tell('prometheus', AWAY)
    await clock.advance(1_000)
    expect(stateOf('prometheus')).toMatchObject({ state: 'unavailable', error: 'HTTP 503' })
    answer = OK
    tell('prometheus', GOOD)
    await clock.advance(1_000)
    expect(stateOf('prometheus')).toMatchObject({ state: 'live' })
    stop()
  })

  test('ready but failing twice in a row is degraded, until something is answered', async () => {
    const { clock, stateOf, tell, changes, stop } = watch({ prometheus: { url: 'http://p:9090' } }, () => OK)
    await waitFor(() => stateOf('prometheus')?.state === 'live')
    tell('prometheus', LATE)
    await clock.advance(1_000)
    expect(stateOf('prometheus')).toMatchObject({ state: 'live' })
    tell('prometheus', LATE)
    await clock.advance(1_000)
    expect(stateOf('prometheus')).toMatchObject({ state: 'degraded', error: LATE.reason })
    tell('prometheus', GOOD)
    await clock.advance(1_000)
    expect(stateOf('prometheus')).toMatchObject({ state: 'live' })
    const seen = changes.filter(({ source }) => source.id === 'prometheus').map(({ finding }) => finding.state)
    expect(seen).toEqual(['live', 'degraded', 'live'])
    stop()
  })

  test('a fault of long ago says nothing any more', async () => {
    const { clock, stateOf, tell, stop } = watch({ tempo: { url: 'http://t:3200' } }, () => OK)
    await waitFor(() => stateOf('tempo')?.state === 'live')
    tell('tempo', AWAY)
    await clock.advance(1_000)
    expect(stateOf('tempo')).toMatchObject({ state: 'degraded' })
    await clock.advance(33_000)
    expect(stateOf('tempo')).toMatchObject({ state: 'live' })
    stop()
  })

  test('not ready but answering is degraded, not away', async () => {
    const { clock, stateOf, tell, stop } = watch({ tempo: { url: 'http://t:3200' } }, () => FAILED)
    await waitFor(() => stateOf('tempo')?.error === 'HTTP 503')
    tell('tempo', GOOD)
    await clock.advance(1_000)
    expect(stateOf('tempo')).toMatchObject({ state: 'degraded', error: 'HTTP 503' })
    stop()
  })

  test('of what is not configured is passed over', () => {
    const { stateOf, tell, stop } = watch({}, () => OK)
    tell('tempo', AWAY)
    expect(stateOf('tempo')).toMatchObject({ state: 'not_configured' })
    stop()
  })
})

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

async function answering(text: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(text))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const never = new AbortController().signal
const TARGET: CheckTarget = { url: '' }

test('Redis is asked over its open connection, and a late answer is none', async () => {
  const check = (ping: () => Promise<'PONG'>) => createRedisCheck({ ping })
  expect(await check(async () => 'PONG')(TARGET, never)).toEqual(OK)
  const away = await check(() => Promise.reject(new Error('Connection is closed.')))(TARGET, never)
  expect(away).toEqual({ kind: 'failed', reason: 'Connection is closed.' })
  const budget = new AbortController()
  const late = check(() => new Promise(() => undefined))(TARGET, budget.signal)
  budget.abort()
  expect(await late).toEqual({ kind: 'failed', reason: 'no answer in time' })
})

test('a GET counts when it is answered 2xx; nobody there and no answer in time are told apart', async () => {
  const at = async (text: string) => ({ url: `http://127.0.0.1:${await answering(text)}/` })
  expect(await checkHttp(await at('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'), never)).toEqual(OK)
  expect(await checkHttp(await at('HTTP/1.1 302 Found\r\nlocation: /\r\n\r\n'), never)).toMatchObject({
    reason: 'HTTP 302',
  })
  expect(await checkHttp({ url: 'http://127.0.0.1:9/' }, never)).toMatchObject({
    reason: expect.stringContaining('ECONNREFUSED'),
  })
  expect(await checkHttp({ url: 'http://127.0.0.1:9/' }, AbortSignal.abort())).toMatchObject({
    reason: 'no answer in time',
  })
})
