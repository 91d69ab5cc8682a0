// PROTOCOL "Upstream proxies": what goes on to an upstream and what comes back from it.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Outside, rawRequest, startOutside } from '../outsider.fixture.ts'
import { onFileFinished, rawBytes, type Recorder, startRecorder } from './proxies.fixture.ts'

const GRAFANA_TOKEN = 'glsa_a-token-of-the-tests'
const PATHS = {
  prometheus: '/api/prometheus/api/v1/query?query=up',
  alertmanager: '/api/alertmanager/api/v2/receivers',
  grafana: '/api/grafana/api/search',
  tempo: '/api/tempo/api/echo',
} as const
const NAMES = Object.keys(PATHS) as (keyof typeof PATHS)[] // the table's own keys

let at: Outside
let upstream: Recorder
beforeAll(async () => {
  upstream = await startRecorder()
  at = await startOutside({
    NOBET_PROMETHEUS_URL: upstream.url,
    NOBET_ALERTMANAGER_URL: upstream.url,
    NOBET_GRAFANA_URL: upstream.url,
    NOBET_GRAFANA_TOKEN: GRAFANA_TOKEN,
    NOBET_TEMPO_URL: upstream.url,
  })
  onFileFinished(() => at.panel.stop())
})
beforeEach(() => void (upstream.seen.length = 0))
afterEach(() =>
  upstream.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"status":"success","data":[]}')
  }),
)

let made = 0
/** Never the same address twice: a remembered answer would not show what is sent. */
const fresh = (name: keyof typeof PATHS) => {
  made += 1
  return `${PATHS[name]}${PATHS[name].includes('?') ? '&' : '?'}time=17953695${String(made).padStart(2, '0')}`
}
const seenAt = (path: string) => upstream.seen.find((request) => path.endsWith(request.path))

describe('to an upstream', () => {
  test.each(NAMES)('%s: nothing that is the panel’s own, nothing of the connection', async (name) => {
    const path = fresh(name)
    const answer = await rawRequest(at, {
      path,
      headers: {
        cookie: 'nobet=session-of-the-panel; other=1',
        authorization: 'Bearer of-the-caller',
        'proxy-authorization': 'Basic eDp5',
        connection: 'close, x-named',
        'x-named': 'by connection',
        'keep-alive': 'timeout=9',
        te: 'trailers',
        'x-nobet-role': 'viewer',
        'x-nobet-request': '1',
        referer: `http://127.0.0.1:${at.port}/metrics?token=x`,
        origin: `http://127.0.0.1:${at.port}`,
        'x-grafana-org-id': '2',
        'x-webauth-user': 'admin',
        'x-scope-orgid': 'other-tenant',
        'accept-encoding': 'br, gzip',
      },
    })
    expect(answer.status).toBe(200)
    const headers = seenAt(path)?.headers ?? {}
    expect(headers.host).toBe(`127.0.0.1:${upstream.port}`)
    expect(headers.authorization).toBe(name === 'grafana' ? `Bearer ${GRAFANA_TOKEN}` : undefined)
    const kept = Object.keys(headers)
    const never = ['cookie', 'proxy-authorization', 'x-named', 'keep-alive', 'te', 'trailer', 'upgrade', 'referer']
    const identity = [
      'origin',
      'x-nobet-role',
      'x-nobet-request',
      'x-grafana-org-id',
      'x-webauth-user',
      'x-scope-orgid',
    ]
    expect(kept.filter((header) => [...never, ...identity].includes(header))).toEqual([])
    expect(headers['accept-encoding'] ?? 'identity').toBe('identity')
  })

  test('a line break in a query is no header', async () => {
    const path = '/api/prometheus/api/v1/query?query=up%0d%0aX-Injected:%201'
    await rawRequest(at, { path })
    expect(seenAt(path)?.headers).not.toHaveProperty('x-injected')
    const raw = await rawBytes(
      at,
      `GET ${PATHS.prometheus}&x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b\rX-Injected: 1\r\nConnection: close\r\n\r\n`,
    )
    expect(raw.status).toBe(400)
    expect(upstream.seen.filter(({ headers }) => 'x-injected' in headers)).toEqual([])
  })
})

describe('from an upstream', () => {
  test.each(NAMES)('%s: no cookie, nothing of the connection, and never a page of its own', async (name) => {
    const path = fresh(name)
    upstream.answer((_request, response) => {
      response.writeHead(
        200,
        [
          ['content-type', 'application/json'],
          ['set-cookie', 'grafana_session=x; HttpOnly'],
          ['set-cookie', 'nobet=stolen'],
          ['connection', 'x-hop'],
          ['x-hop', '1'],
          ['proxy-authenticate', 'Basic'],
          ['content-security-policy', "default-src *; script-src 'unsafe-inline' *"],
          ['access-control-allow-origin', '*'],
          ['x-frame-options', 'ALLOWALL'],
          ['clear-site-data', '"*"'],
          ['strict-transport-security', 'max-age=31536000'],
          ['refresh', '0;url=http://evil.example'],
          ['x-kept', 'yes'],
        ].flat(),
      )
      response.end('{"status":"success","data":[]}')
    })
    const { status, headers } = await rawRequest(at, { path })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'x-nobet-state': 'live',
      'x-frame-options': 'DENY',
    })
    expect(headers['content-security-policy']).toMatch(/(^|[;,]\s*)sandbox\b/)
    expect(headers['content-security-policy']).not.toContain('unsafe-inline')
    expect(headers['server-timing']).toMatch(/dur=/)
    expect(Number(headers.age)).toBeGreaterThanOrEqual(0)
    const dropped = [
      'set-cookie',
      'x-hop',
      'proxy-authenticate',
      'clear-site-data',
      'strict-transport-security',
      'refresh',
    ]
    expect(Object.keys(headers).filter((header) => dropped.includes(header))).toEqual([])
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('HTML of an upstream cannot run: it is refused or sandboxed', async () => {
    const path = fresh('prometheus')
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<script>alert(1)</script>')
    })
    const { status, headers } = await rawRequest(at, { path })
    expect(headers['content-security-policy']).toMatch(/sandbox|default-src 'none'/)
    expect([200, 502]).toContain(status)
  })

  test('an answer that is not text passes byte for byte', async () => {
    const path = fresh('tempo')
    const bytes = Buffer.from([0, 255, 254, 10, 13, 0, 128])
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/protobuf' })
      response.end(bytes)
    })
    const answer = await fetch(new URL(path.slice(1), at.url))
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
  })
})

describe('compression is the panel’s own', () => {
  const long = JSON.stringify({ status: 'success', data: Array.from({ length: 2_000 }, (_none, n) => `value ${n}`) })
  test.each([
    ['gzip', 'gzip'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['br;q=1, gzip;q=0.5', 'gzip'],
  ])('accept-encoding: %s', async (accepted, encoding) => {
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(long)
    })
    const path = fresh('prometheus')
    const { headers, body } = await rawRequest(at, { path, headers: { 'accept-encoding': accepted } })
    expect(headers['content-encoding']).toBe(encoding)
    expect(Number(headers['content-length'])).toBeLessThanOrEqual(encoding === 'gzip' ? long.length / 2 : long.length)
    expect(body === long).toBe(encoding !== 'gzip')
    expect(headers.vary?.toLowerCase()).toContain('accept-encoding')
    const read = await fetch(new URL(path.slice(1), at.url), { headers: { 'accept-encoding': accepted } })
    expect(await read.text()).toBe(long)
  })
})
