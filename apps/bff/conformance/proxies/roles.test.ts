// PROTOCOL "Upstream proxies": "An allow-list of method and path per role".
import { CALLER_NAMES, type CallerName, CALLERS } from '@nobet/bff/callers'
import { PROBLEM_MEDIA_TYPE } from '@nobet/contracts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { get, type Outside, rawRequest, startOutside } from '../outsider.fixture.ts'
import {
  expectRefused,
  FORM,
  JWT_SECRET,
  onFileFinished,
  type Recorder,
  signToken,
  startRecorder,
} from './proxies.fixture.ts'

const READ = '401 403 | 200 200 200 | 403 403 403'
const ADMIN = '401 403 | 403 403 200 | 403 403 403'
const NOBODY = '401 403 | 403 403 403 | 403 403 403'
/** Route × caller, in the order of {@link CALLERS}. "A caller limited to modules gets no raw PromQL", by no road. */
const ROUTES: Readonly<Record<string, string>> = {
  'GET prometheus/api/v1/query?query=up': READ,
  'POST prometheus/api/v1/query': READ,
  'GET prometheus/api/v1/query_range?query=up&start=1&end=2&step=1': READ,
  'POST prometheus/api/v1/query_range': READ,
  'GET prometheus/api/v1/query_exemplars?query=up&start=1&end=2': READ,
  'GET prometheus/api/v1/labels': READ,
  'POST prometheus/api/v1/labels': READ,
  'GET prometheus/api/v1/label/job/values': READ,
  'GET prometheus/api/v1/series?match[]=up': READ,
  'POST prometheus/api/v1/series': READ,
  'GET prometheus/api/v1/status/config': ADMIN,
  'GET prometheus/api/v1/status/flags': ADMIN,
  'GET prometheus/api/v1/targets': ADMIN,
  'POST prometheus/api/v1/admin/tsdb/delete_series': NOBODY,
  'POST prometheus/-/reload': NOBODY,
  'GET grafana/api/datasources/proxy/uid/prometheus/api/v1/query?query=up': READ,
  'GET grafana/api/datasources/proxy/uid/prometheus/api/v1/status/config': NOBODY.replace(
    '403 403 403 |',
    '403 403 in |',
  ),
  'POST grafana/api/ds/query': READ,
  'POST grafana/api/admin/users': NOBODY,
  'POST tempo/v1/traces': NOBODY,
}
const DS_QUERY = JSON.stringify({
  queries: [{ refId: 'A', datasource: { uid: 'prometheus', type: 'prometheus' }, expr: 'up' }],
  from: 'now-5m',
  to: 'now',
})

const rows = Object.entries(ROUTES).flatMap(([route, expectations]) => {
  const [method = '', path = ''] = route.split(' ')
  const expected = expectations.split(/[ |]+/)
  return CALLER_NAMES.map((caller, index) => ({ method, path: `api/${path}`, caller, expected: expected[index] ?? '' }))
})

let at: Outside
let upstream: Recorder
const tokens = new Map<CallerName, string>()
beforeAll(async () => {
  upstream = await startRecorder()
  at = await startOutside({
    NOBET_AUTH: 'jwt',
    NOBET_JWT_SECRET: JWT_SECRET,
    NOBET_PROMETHEUS_URL: upstream.url,
    NOBET_ALERTMANAGER_URL: upstream.url,
    NOBET_GRAFANA_URL: upstream.url,
    NOBET_TEMPO_URL: upstream.url,
  })
  onFileFinished(() => at.panel.stop())
  for (const name of CALLER_NAMES) {
    const claims = CALLERS[name]
    if (claims !== undefined) tokens.set(name, await signToken(claims))
  }
})
beforeEach(() => void (upstream.seen.length = 0))

const bearer = (name: CallerName): Record<string, string> =>
  tokens.has(name) ? { authorization: `Bearer ${tokens.get(name)}` } : {}

function ask(method: string, path: string, headers: Record<string, string>): Promise<Response> {
  if (method === 'GET') return get(at, path, headers)
  const isJson = path.endsWith('/ds/query')
  const type = { 'content-type': isJson ? 'application/json' : FORM }
  const body = isJson ? DS_QUERY : 'query=up&match[]=up&start=1&end=2&step=1'
  return fetch(new URL(path, at.url), { method, headers: { ...type, ...headers }, body })
}

async function cookieOf(name: CallerName): Promise<string> {
  const response = await fetch(new URL('api/v1/session', at.url), { method: 'POST', headers: bearer(name) })
  expect(response.status).toBe(201)
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

describe('a bearer token', () => {
  test.each(CALLER_NAMES)('%s', async (caller) => {
    for (const { method, path, expected } of rows.filter((row) => row.caller === caller)) {
      upstream.seen.length = 0
      const response = await ask(method, path, bearer(caller))
      const got = expected === 'in' ? [200, 403] : [Number(expected)]
      expect(got, `${method} ${path}: ${response.status}, expected ${expected}`).toContain(response.status)
      const isRefused = response.headers.get('content-type') === PROBLEM_MEDIA_TYPE
      expect(isRefused, `${method} ${path}`).toBe(response.status >= 400)
      const reached = upstream.seen.filter(({ path: seen }) => path.endsWith(seen))
      expect(isRefused ? reached : []).toEqual([])
    }
  })

  test('a viewer writes nothing at an upstream, nor does who is limited', async () => {
    for (const caller of ['viewer', 'limitedViewer', 'limitedOperator', 'limitedAdmin'] as const) {
      for (const path of ['api/alertmanager/api/v2/silences', 'api/alertmanager/api/v2/alerts']) {
        const headers = { ...bearer(caller), 'content-type': 'application/json' }
        expectRefused(await fetch(new URL(path, at.url), { method: 'POST', headers, body: '{}' }))
      }
      const gone = await fetch(new URL('api/alertmanager/api/v2/silence/x', at.url), {
        method: 'DELETE',
        headers: bearer(caller),
      })
      expectRefused(gone)
    }
    expect(upstream.seen.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('alerts of all modules at once are not for who is limited to one', async () => {
    for (const caller of ['limitedViewer', 'limitedOperator', 'limitedAdmin'] as const) {
      expectRefused(await get(at, 'api/alertmanager/api/v2/alerts', bearer(caller)))
      expectRefused(await get(at, 'api/prometheus/api/v1/alerts', bearer(caller)))
      expectRefused(await get(at, 'api/prometheus/api/v1/rules', bearer(caller)))
    }
  })

  test('x-nobet-role is no role here', async () => {
    expectRefused(await get(at, 'api/prometheus/api/v1/query?query=up', { 'x-nobet-role': 'admin' }), 401)
    const viewer = { ...bearer('viewer'), 'x-nobet-role': 'admin' }
    expectRefused(await get(at, 'api/prometheus/api/v1/status/config', viewer))
  })

  test('a token in the address is refused and goes nowhere', async () => {
    const path = `api/prometheus/api/v1/query?query=up&access_token=${tokens.get('admin')}`
    expect((await get(at, path)).status).toBeGreaterThanOrEqual(400)
    expect(upstream.seen.filter(({ path: seen }) => seen.includes('access_token'))).toEqual([])
  })

  test('what one caller was answered from memory, another without the right is not', async () => {
    const path = 'api/prometheus/api/v1/query?query=remembered'
    expect((await get(at, path, bearer('admin'))).status).toBe(200)
    expectRefused(await get(at, path, bearer('limitedAdmin')))
    expectRefused(await get(at, path), 401)
    expect((await get(at, 'api/prometheus/api/v1/status/flags', bearer('admin'))).status).toBe(200)
    expectRefused(await get(at, 'api/prometheus/api/v1/status/flags', bearer('operator')))
  })
})

describe('a cookie session', () => {
  test('"Reads by POST count as reads": no mark needed, rights as of the token', async () => {
    for (const caller of ['viewer', 'operator', 'admin', 'limitedAdmin'] as const) {
      const cookie = await cookieOf(caller)
      const reads = rows.filter(
        (row) => row.caller === caller && row.method === 'POST' && ROUTES[`POST ${row.path.slice(4)}`] === READ,
      )
      for (const { method, path, expected } of reads) {
        expect((await ask(method, path, { cookie })).status, `${caller} ${path}`).toBe(Number(expected))
      }
    }
    expect(upstream.seen.filter(({ headers }) => headers.cookie !== undefined)).toEqual([])
  })

  test('what writes needs the mark', async () => {
    const cookie = await cookieOf('admin')
    const headers = { cookie, 'content-type': 'application/json' }
    const path = new URL('api/alertmanager/api/v2/silences', at.url)
    expectRefused(await fetch(path, { method: 'POST', headers, body: '{}' }))
    expect(upstream.seen.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('a foreign page cannot read what it makes the browser ask', async () => {
    const cookie = await cookieOf('viewer')
    const headers = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': FORM }
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? { body: 'query=up' } : {}
      const answer = await rawRequest(at, { method, path: '/api/prometheus/api/v1/query?query=up', headers, ...body })
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
    }
  })
})

describe('auth=none', () => {
  test('a foreign Origin gets nothing, by no method', async () => {
    const open = await startOutside({ NOBET_PROMETHEUS_URL: upstream.url })
    onFileFinished(() => open.panel.stop())
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const headers = { origin: 'https://evil.example', 'content-type': FORM }
      const body = method === 'POST' ? { body: 'query=up' } : {}
      const answer = await rawRequest(open, { method, path: '/api/prometheus/api/v1/query?query=up', headers, ...body })
      expectRefused(answer)
    }
    expect(upstream.seen.filter(({ path }) => path.includes('query'))).toEqual([])
    const asViewer = { 'x-nobet-role': 'viewer' }
    expect((await get(open, 'api/prometheus/api/v1/query?query=up', asViewer)).status).toBe(200)
    expectRefused(await get(open, 'api/prometheus/api/v1/status/config', asViewer))
    expect((await get(open, 'api/prometheus/api/v1/status/config')).status).toBe(200)
  })
})
