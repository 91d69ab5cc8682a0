// PROTOCOL "Upstream proxies": "An allow-list of method and path …, matched on the raw path as received (any encoded dot
// or slash is refused); what is not on it is 403 problem+json before any upstream is touched."
import { waitFor } from '@nobet/testkit'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { get, type Outside, rawRequest, startOutside } from '../outsider.fixture.ts'
import { expectRefused, FORM, onFileFinished, rawTarget, type Recorder, startRecorder } from './proxies.fixture.ts'

const MIB = 1024 * 1024

let at: Outside
let upstream: Recorder
let elsewhere: Recorder
beforeAll(async () => {
  upstream = await startRecorder()
  elsewhere = await startRecorder()
  at = await startOutside({
    NOBET_PROMETHEUS_URL: upstream.url,
    NOBET_ALERTMANAGER_URL: upstream.url,
    NOBET_GRAFANA_URL: upstream.url,
    NOBET_TEMPO_URL: upstream.url,
  })
  onFileFinished(() => at.panel.stop())
})
beforeEach(() => {
  upstream.seen.length = 0
  elsewhere.seen.length = 0
})

/** Nothing reached any upstream, and the panel is well. */
async function expectUntouched(): Promise<void> {
  expect((await get(at, 'healthz')).status).toBe(200)
  // The panel itself polls the alerts, whoever asks.
  expect(upstream.seen.filter(({ path }) => !/^\/api\/v2\/(alerts|silences|status)/.test(path))).toEqual([])
  expect(elsewhere.seen).toEqual([])
}

const PROMETHEUS = '/api/prometheus'
const QUERY = `${PROMETHEUS}/api/v1/query?query=up`

describe('paths that say one thing and mean another', () => {
  test.each([
    `${PROMETHEUS}/api/v1/query/../status/config`,
    `${PROMETHEUS}/../prometheus/api/v1/query`,
    `${PROMETHEUS}/api/v1/./query`,
    `${PROMETHEUS}/api/v1/query/..`,
    `${PROMETHEUS}/api/v1/%2e%2e/-/reload`,
    `${PROMETHEUS}/api/v1/%2E%2e/v1/query`,
    `${PROMETHEUS}/api/v1/.%2e/v1/query`,
    `${PROMETHEUS}/api/v1/label/%2e%2e/values`,
    `${PROMETHEUS}/api/v1/label/a%2fb/values`,
    `${PROMETHEUS}/api/v1/label/..%2f..%2fstatus%2fconfig%23/values`,
    `${PROMETHEUS}/api/v1/label/a%5cb/values`,
    `${PROMETHEUS}/api/v1/label/a\\b/values`,
    `${PROMETHEUS}/api/v1/label/%252e%252e/values`,
    `${PROMETHEUS}/api/v1/label/a%00b/values`,
    `${PROMETHEUS}/api/v1/label/a%0d%0aX:%20y/values`,
    `${PROMETHEUS}/api/v1/label/%zz/values`,
    `${PROMETHEUS}/api/v1/label//values`,
    `${PROMETHEUS}/api%2fv1%2fquery`,
    `${PROMETHEUS}//api/v1/query`,
    `${PROMETHEUS}/api//v1/query`,
    `${PROMETHEUS}/api/v1/query/`,
    `${PROMETHEUS}/api/v1/query;a=b`,
    `${PROMETHEUS}/api/v1/query%3fquery=up`,
    `${PROMETHEUS}/api/v1/query%20`,
    `${PROMETHEUS}/API/v1/query`,
    `${PROMETHEUS}/api/v1/quer%79`,
    `${PROMETHEUS}/@evil.example/api/v1/query`,
    `${PROMETHEUS}/http://evil.example/`,
    `${PROMETHEUS}`,
    `${PROMETHEUS}/`,
    '/api/tempo/api/traces/..%2fsearch',
    '/api/tempo/api/v2/search/tag/..%2f..%2fx/values',
    '/api/grafana/api/dashboards/uid/..%2f..%2fadmin',
    '/api/grafana/api/datasources/proxy/uid/prometheus/../tempo/api/v1/query',
    '/api/grafana/api/datasources/proxy/uid/prometheus/%2e%2e/tempo/api/v1/query',
    '/api/alertmanager/api/v2/silence/..%2fstatus',
  ])('%s', async (path) => {
    const { status, text } = await rawTarget(at, path)
    expect({ status, isProblem: text.includes('application/problem+json') }).toEqual({ status: 403, isProblem: true })
    await expectUntouched()
  })

  test.each([
    '/API/prometheus/api/v1/query',
    '/api/Prometheus/api/v1/query',
    '/api/prometheus2/api/v1/query',
    '/api%2fprometheus/api/v1/query',
    '/api/%70rometheus/api/v1/query',
    '//api/prometheus/api/v1/query',
    '/api/v1/../prometheus/-/reload',
    '/api//prometheus/api/v1/query',
    '/x/../api/prometheus/-/quit',
  ])('the prefix itself in disguise leads nowhere: %s', async (path) => {
    await rawTarget(at, path)
    await expectUntouched()
  })
})

describe('what is not on the list', () => {
  test.each([
    ['GET', '/-/reload'],
    ['POST', '/-/reload'],
    ['PUT', '/-/quit'],
    ['POST', '/api/v1/admin/tsdb/delete_series?match[]=up'],
    ['PUT', '/api/v1/admin/tsdb/snapshot'],
    ['POST', '/api/v1/write'],
    ['POST', '/api/v1/read'],
    ['GET', '/federate?match[]=up'],
    ['GET', '/metrics'],
    ['GET', '/debug/pprof/heap'],
    ['GET', '/graph'],
    ['DELETE', '/api/v1/query?query=up'],
    ['PATCH', '/api/v1/query?query=up'],
    ['PUT', '/api/v1/query?query=up'],
    ['POST', '/api/v1/status/config'],
    ['POST', '/api/v1/label/job/values'],
    ['POST', '/api/v1/metadata'],
  ])('%s %s', async (method, path) => {
    const { status, text } = await rawTarget(at, `${PROMETHEUS}${path}`, method, ['Content-Length: 0'])
    expect({ status, isProblem: text.includes('application/problem+json') }).toEqual({ status: 403, isProblem: true })
    await expectUntouched()
  })

  test('a method that HTTP does not know', async () => {
    expect([400, 403]).toContain((await rawTarget(at, `${PROMETHEUS}/api/v1/query`, 'BREW')).status)
    await expectUntouched()
  })

  test('of Alertmanager, Grafana and Tempo', async () => {
    const paths = [
      'POST alertmanager/api/v2/alerts',
      'POST alertmanager/-/reload',
      'DELETE alertmanager/api/v2/alerts',
      'GET grafana/api/admin/settings',
      'GET grafana/api/users',
      'POST grafana/api/auth/keys',
      'POST grafana/api/serviceaccounts',
      'GET grafana/login',
      'POST grafana/api/dashboards/db',
      'DELETE grafana/api/dashboards/uid/x',
      'GET grafana/api/datasources',
      'POST grafana/api/datasources',
      'PUT grafana/api/datasources/uid/prometheus',
      'GET grafana/avatar/x',
      'POST tempo/v1/traces',
      'POST tempo/api/push',
      'GET tempo/flush',
      'GET tempo/shutdown',
      'GET tempo/status/config',
      'DELETE tempo/api/traces/1',
    ]
    for (const [method = '', path = ''] of paths.map((line) => line.split(' '))) {
      const { status } = await rawTarget(at, `/api/${path}`, method, ['Content-Length: 0'])
      expect({ method, path, status }).toEqual({ method, path, status: 403 })
    }
    await expectUntouched()
  })
})

describe('requests that are more than a request', () => {
  test('CONNECT and absolute addresses lead nowhere else', async () => {
    const target = `127.0.0.1:${elsewhere.port}`
    const connected = await rawTarget(at, target, 'CONNECT')
    expect(connected.status === 0 || connected.status >= 400).toBe(true)
    for (const absolute of [`http://${target}/api/v1/query`, `http://${target}${QUERY}`, `https://${target}${QUERY}`]) {
      await rawTarget(at, absolute)
      expect(elsewhere.seen).toEqual([])
    }
    expect((await get(at, 'healthz')).status).toBe(200)
  })

  test('an upgrade is no road to an upstream', async () => {
    const wanted = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']
    const answers = [
      await rawTarget(at, QUERY, 'GET', [...wanted, 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']),
      await rawTarget(at, QUERY, 'GET', [
        'Connection: Upgrade, HTTP2-Settings',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABk',
      ]),
      await rawTarget(at, '/api/grafana/api/live/ws', 'GET', wanted),
    ]
    expect(answers.filter(({ status }) => status === 101)).toEqual([])
    expect(upstream.seen.filter(({ headers }) => headers.upgrade !== undefined)).toEqual([])
    expect((await get(at, 'healthz')).status).toBe(200)
  })

  test('two lengths, or a length beside chunks, are refused or mean one request only', async () => {
    const smuggled = `GET ${PROMETHEUS}/-/reload HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`
    const headers = [`Content-Type: ${FORM}`, 'Transfer-Encoding: chunked', `Content-Length: ${smuggled.length}`]
    expect((await rawTarget(at, `${PROMETHEUS}/api/v1/query`, 'POST', headers)).status).toBe(400)
    const twice = ['Content-Length: 3', 'Content-Length: 5']
    expect((await rawTarget(at, `${PROMETHEUS}/api/v1/query`, 'POST', twice)).status).toBe(400)
    await expectUntouched()
  })

  test('a body larger than the panel takes is 413', async () => {
    const body = `query=${'x'.repeat(2 * MIB)}`
    for (const path of [`${PROMETHEUS}/api/v1/query`, '/api/grafana/api/ds/query']) {
      const type = path.endsWith('ds/query') ? 'application/json' : FORM
      expectRefused(await rawRequest(at, { method: 'POST', path, headers: { 'content-type': type }, body }), 413)
    }
    await expectUntouched()
  })

  test('an address of a megabyte is refused and costs nothing', async () => {
    const { status } = await rawTarget(at, `${QUERY}${'%20or%20up'.repeat(MIB / 10)}`)
    expect([0, 400, 414, 431]).toContain(status)
    await expectUntouched()
  })

  // As long as the server waits for any request: half a minute.
  test.runIf(process.env['NOBET_LONG'] === '1')('a body that never ends is given up', { timeout: 90_000 }, async () => {
    const before = upstream.seen.length
    const headers = [`Content-Type: ${FORM}`, 'Content-Length: 1000']
    const answer = await rawTarget(at, `${PROMETHEUS}/api/v1/query`, 'POST', headers)
    expect(answer.status === 0 || answer.status >= 400).toBe(true)
    expect(upstream.seen.length).toBe(before)
  })
})

describe('an upstream that sends elsewhere', () => {
  test.each([301, 302, 303, 307, 308])('is not followed: %i', async (status) => {
    upstream.answer((_request, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/api/v1/query` })
      response.end()
    })
    const answer = await fetch(new URL(`${QUERY.slice(1)}&status=${status}`, at.url), { redirect: 'manual' })
    expect([status, 502]).toContain(answer.status)
    expect(elsewhere.seen).toEqual([])
    await waitFor(async () => (await get(at, 'healthz')).status === 200)
  })
})
