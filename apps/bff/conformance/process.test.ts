// PROTOCOL "Process" and "Configuration", as seen from outside.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Health, ReadinessReport } from '@nobet/contracts'
import { ENV_KEYS } from '@nobet/contracts/config'
import { freePort, waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  get,
  metricsOf,
  type Outside,
  publish,
  rawRequest,
  read,
  shaped,
  startOutside,
  startOwn,
  toEvent,
} from './outsider.fixture.ts'
import { connect, hello, openSse } from './stream.fixture.ts'

const MODULES = 'finbot=http://127.0.0.1:9/mcp,mubot=http://127.0.0.1:9/mcp'

let at: Outside
beforeAll(async () => {
  at = await startOutside({ NOBET_MODULES: MODULES })
})
afterAll(() => at.panel.stop())

describe('health', () => {
  test('"GET /healthz (alive)", "/readyz (can serve; names what is degraded)"', async () => {
    expect(await shaped(Health, await get(at, 'healthz'))).toEqual({ status: 'ok' })
    const own = await startOwn({ NOBET_PROMETHEUS_URL: 'http://127.0.0.1:9' })
    const report = await waitFor(async () => {
      const response = await get(own, 'readyz')
      expect(response.status).toBe(200)
      const body = await shaped(ReadinessReport, response)
      return body.status === 'degraded' ? body : undefined
    })
    expect(JSON.stringify(report.degraded)).toContain('prometheus')
  })
})

describe('metrics', () => {
  const NAMES = [
    'mcp_websocket_active_connections',
    'mcp_websocket_events_published',
    'nobet_stream_connections',
    'nobet_stream_deliveries',
    'nobet_stream_dropped',
    'nobet_stream_recoveries',
    'nobet_event_delivery_seconds',
    'nobet_upstream_request_seconds',
    'nobet_upstream_state',
    'nobet_module_up',
    'nobet_module_state',
    'nobet_probe_seconds',
    'nobet_probe_sessions',
    'nobet_cache_ttl_changes',
    'nobet_event_log_length',
    'nobet_event_log_evicted',
    'process_cpu_seconds',
    'nodejs_eventloop_lag_seconds',
  ]
  test('"Metrics, at least": the families of this version are there', async () => {
    const text = await (await get(at, 'metrics')).text()
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name?.replace(/_total$/, ''))
    expect(families).toEqual(expect.arrayContaining(NAMES))
  })

  test('labels are those of the contract, and none takes a value straight from the wire', async () => {
    const wild = ['modules/wild-1', 'modules/wild-2']
    await hello(at, { topics: ['modules/finbot', ...wild] })
    const events = [toEvent(), toEvent({ module: 'wild-3' }), toEvent({ module: undefined, type: 'wild-4.x' })]
    await publish(at, ...events, toEvent({ type: 'mcp.context.updated', data: {} }))
    const text = await (await get(at, 'metrics')).text()
    expect(text).not.toContain('wild')
    expect(text).not.toContain('com.example')
    const metric = await metricsOf(at)
    const published = (labels: string) => metric(`mcp_websocket_events_published_total{${labels}}`)
    expect(published('module="finbot",event_type="_other"')).toBe(1)
    expect(published('module="finbot",event_type="mcp.context.updated"')).toBe(1)
    expect(published('module="_other",event_type="_other"')).toBe(2)
  })

  test('"sessions that subscribed to modules/<module> by name or by pattern; the BFF\'s own are not counted"', async () => {
    const own = await startOwn({ NOBET_MODULES: MODULES })
    const count = async () => {
      const metric = await metricsOf(own)
      return ['finbot', 'mubot', '_other'].map((module) =>
        metric(`mcp_websocket_active_connections{module="${module}"}`),
      )
    }
    expect(await count()).toEqual([0, 0, 0])
    const byName = await hello(own, { topics: ['modules/finbot', 'alerts'] })
    const byPattern = await hello(own, { topics: ['modules/*'] })
    const byAll = await hello(own, { topics: ['*', 'modules/finbot'] })
    await hello(own, { topics: ['alerts'] })
    await connect(own)
    expect((await count()).slice(0, 2)).toEqual([3, 2])
    byName.send({ op: 'subscribe', id: 1, topics: ['modules/mubot', 'modules/elsewhere'] })
    await byName.next('subscribed')
    expect(await count()).toEqual([3, 3, 1])
    byName.send({ op: 'unsubscribe', id: 2, topics: ['modules/finbot', 'modules/elsewhere'] })
    await byName.next('subscribed', ({ id }) => id === 2)
    expect(await count()).toEqual([2, 3, 0])
    for (const stream of [byName, byPattern, byAll]) stream.socket.close()
    await waitFor(async () => (await count()).every((value) => value === 0))
  })

  test('nobet_stream_connections and nobet_stream_deliveries_total by transport', async () => {
    const own = await startOwn()
    const ws = await hello(own, { topics: ['alerts'] })
    const sse = await openSse(own, '?topics=alerts')
    await sse.next('welcome')
    await publish(own, ...Array.from({ length: 5 }, () => toEvent({ type: 'alert.x' })), toEvent({ type: 'cache.x' }))
    await waitFor(() => ws.ids().length === 5 && sse.ids().length === 5)
    await read(own, { topics: 'alerts' })
    const metric = await metricsOf(own)
    for (const transport of ['websocket', 'sse', 'poll']) {
      expect(metric(`nobet_stream_deliveries_total{transport="${transport}"}`)).toBe(5)
    }
    for (const transport of ['websocket', 'sse']) {
      expect(metric(`nobet_stream_connections{transport="${transport}"}`)).toBe(1)
      expect(metric(`nobet_event_delivery_seconds_count{transport="${transport}",stage="send"}`)).toBeGreaterThan(0)
    }
  })

  test('a client that leaves in the middle of its body is bad input, not a fault of the panel', async () => {
    const own = await startOwn()
    for (const framing of ['content-length: 1000', 'transfer-encoding: chunked']) {
      const socket = connectTcp(own.port, '127.0.0.1')
      const host = `host: 127.0.0.1:${own.port}`
      const head = ['POST /api/v1/events HTTP/1.1', host, 'content-type: application/cloudevents+json', framing]
      socket.write(`${head.join('\r\n')}\r\n\r\n5\r\n{`, () => setTimeout(() => socket.destroy(), 100))
    }
    const cutOff = 'nobet_bad_input_total{door="http",reason="cut_off"}'
    await waitFor(async () => (await metricsOf(own))(cutOff) === 2)
  })

  test('nobet_event_log_length and _evicted_total', async () => {
    const own = await startOwn({ NOBET_LOG_EVENTS: '10' })
    await publish(own, ...Array.from({ length: 29 }, () => toEvent()))
    const metric = await metricsOf(own)
    expect([metric('nobet_event_log_length'), metric('nobet_event_log_evicted_total')]).toEqual([10, 20])
  })

  test('probes of a module that refuses: state, up, rungs', async () => {
    const metric = await waitFor(async () => {
      const read_ = await metricsOf(at)
      return read_('nobet_module_state{module="finbot",state="down"}') === 1 ? read_ : undefined
    })
    expect(metric('nobet_module_up{module="finbot"}')).toBe(0)
  })

  test('"NOBET_METRICS_PORT moves it"', async () => {
    const port = await freePort()
    const own = await startOwn({ NOBET_METRICS_PORT: String(port) })
    const moved = await rawRequest(own, { path: '/metrics', port })
    expect([moved.status, moved.body.includes('nobet_event_log_length')]).toEqual([200, true])
    expect((await rawRequest(own, { path: '/metrics' })).body).not.toContain('nobet_event_log_length')
    expect((await rawRequest(own, { path: '/api/v1/modules', port })).status).toBe(404)
    expect((await rawRequest(own, { path: '/metrics', port, headers: { host: 'evil.example' } })).status).toBe(421)
  })
})

describe('base path', () => {
  test('"NOBET_BASE_PATH": HTTP, WebSocket and SSE below it', async () => {
    const own = await startOwn({ NOBET_BASE_PATH: '/ops/nobet/' })
    expect(new URL(own.url).pathname).toBe('/ops/nobet/')
    expect((await get(own, 'healthz')).status).toBe(200)
    const stream = await hello(own)
    const event = toEvent()
    await publish(own, event)
    await stream.next('events')
    expect(stream.ids()).toEqual([event['id']])
    const sse = await fetch(new URL('api/v1/events/stream', own.url))
    expect(sse.headers.get('content-type')).toContain('text/event-stream')
    await sse.body?.cancel()
    const refused = await rawRequest(own, { path: '/ops/api/v1/modules' })
    expect(refused.body).not.toContain('"modules"')
  })
})

describe('configuration', () => {
  const NAMES = `NOBET_PORT NOBET_HOST NOBET_PUBLIC_URL NOBET_REDIS_URL NOBET_CACHE_REDIS NOBET_CACHE_PREFIXES
    NOBET_CACHE_WATCH NOBET_PROMETHEUS_URL NOBET_ALERTMANAGER_URL NOBET_GRAFANA_URL NOBET_GRAFANA_TOKEN NOBET_TEMPO_URL
    NOBET_OTLP_URL NOBET_MODULES NOBET_AUTH NOBET_JWT_SECRET NOBET_JWKS_URL NOBET_WEBHOOK_TOKEN NOBET_METRICS_TOKEN
    NOBET_JWT_ISSUER NOBET_JWT_AUDIENCE NOBET_ALLOWED_ORIGINS NOBET_BASE_PATH NOBET_LOG_EVENTS NOBET_LOG_BYTES
    NOBET_LOG_AGE NOBET_METRICS_PORT`.split(/\s+/)

  test('"Short names that must work" are all known', () => {
    expect(ENV_KEYS.map(({ env }) => env)).toEqual(expect.arrayContaining(NAMES))
  })

  test('what they say is in force', async () => {
    const own = await startOwn({
      NOBET_LOG_EVENTS: '50',
      NOBET_LOG_BYTES: '1MiB',
      NOBET_LOG_AGE: '1h',
      NOBET_CACHE_PREFIXES: 'a:,b:',
      NOBET_CACHE_WATCH: 'mcp:*',
      NOBET_ALERTMANAGER_URL: 'http://127.0.0.1:9,http://127.0.0.1:10',
      NOBET_MODULES: '',
    })
    const text = await (await get(own, 'api/v1/config/effective')).text()
    const keys = new Map(
      (JSON.parse(text) as { keys: { env: string; value: unknown }[] }).keys.map((key) => [key.env, key.value]),
    )
    expect(keys.get('NOBET_LOG_EVENTS')).toBe(50)
    expect(keys.get('NOBET_LOG_BYTES')).toBe(1024 * 1024)
    expect(keys.get('NOBET_LOG_AGE')).toBe(3_600_000)
    expect(keys.get('NOBET_CACHE_PREFIXES')).toEqual(['a:', 'b:'])
    expect(keys.get('NOBET_CACHE_WATCH')).toEqual(['mcp:*'])
    expect(keys.get('NOBET_ALERTMANAGER_URL')).toHaveLength(2)
    expect(keys.get('NOBET_MODULES')).toEqual({})
  })

  test('defaults: 4400, 127.0.0.1, 100000 events, 256 MiB, 24 h, mcp:', async () => {
    const text = await (await get(at, 'api/v1/config/effective')).text()
    const keys = new Map(
      (JSON.parse(text) as { keys: { env: string; value: unknown }[] }).keys.map((key) => [key.env, key.value]),
    )
    const names = [
      'NOBET_HOST',
      'NOBET_LOG_EVENTS',
      'NOBET_LOG_BYTES',
      'NOBET_LOG_AGE',
      'NOBET_CACHE_PREFIXES',
      'NOBET_AUTH',
    ]
    expect(names.map((name) => keys.get(name))).toEqual([
      '127.0.0.1',
      100_000,
      256 * 1024 * 1024,
      86_400_000,
      ['mcp:'],
      'none',
    ])
  })

  test('"A *_FILE twin reads a secret from a file"', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'nobet-'))
    const file = join(dir, 'events')
    writeFileSync(file, '7\n')
    const own = await startOwn({ NOBET_LOG_EVENTS_FILE: file })
    await publish(own, ...Array.from({ length: 20 }, () => toEvent()))
    expect((await read(own, {})).events).toHaveLength(7)
    rmSync(dir, { recursive: true })
  })

  test.each([
    { NOBET_HOST: '0.0.0.0' },
    { NOBET_PORT: 'x' },
    { NOBET_MODULES: 'finbot' },
    { NOBET_MODULES: 'Fin Bot=http://127.0.0.1:9' },
    { NOBET_BASE_PATH: 'no-slash' },
    { NOBET_LOG_AGE: 'long' },
    { NOBET_AUTH: 'maybe' },
  ])('%j: it does not start', async (env) => {
    await expect(startOutside(env)).rejects.toThrow(Object.keys(env)[0])
  })
})
