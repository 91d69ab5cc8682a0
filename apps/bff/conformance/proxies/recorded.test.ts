// PROTOCOL "Upstream proxies": answers of a real Grafana and a real Tempo, as recorded, come through unchanged.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Outside, rawRequest, startOutside } from '../outsider.fixture.ts'
import { onFileFinished, type Recorder, startRecorder } from './proxies.fixture.ts'

const FOLDER = resolve(import.meta.dirname, 'recorded')
const JSON_TYPE = 'application/json'

interface Recording {
  readonly request: string | { readonly method: string; readonly url: string }
  readonly status: number
  readonly contentType?: string
  readonly body: unknown
}
/** Our own files. */
const recorded = (name: string) => JSON.parse(readFileSync(resolve(FOLDER, `${name}.json`), 'utf8')) as Recording

let at: Outside
let upstream: Recorder
beforeAll(async () => {
  upstream = await startRecorder()
  const urls = { NOBET_GRAFANA_URL: upstream.url, NOBET_GRAFANA_TOKEN: 'glsa_x', NOBET_TEMPO_URL: upstream.url }
  at = await startOutside(urls)
  onFileFinished(() => at.panel.stop())
})
beforeEach(() => void (upstream.seen.length = 0))

/** Answers as recorded, asks through the prefix, and holds one against the other. */
async function replay(name: string, prefix: string, call: { readonly path: string; readonly body?: string }) {
  const { status, body, contentType = JSON_TYPE } = recorded(name)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  upstream.answer((_request, response) => {
    response.writeHead(status, { 'content-type': contentType, 'set-cookie': 'session=x' })
    response.end(text)
  })
  const sent = call.body === undefined ? {} : { method: 'POST', headers: { 'content-type': JSON_TYPE } }
  const answer = await rawRequest(at, { ...call, ...sent, path: `${prefix}${call.path}` })
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body: text })
  expect(answer.headers['content-type']).toBe(contentType)
  expect(answer.headers).not.toHaveProperty('set-cookie')
  const seen = upstream.seen.at(-1)
  expect(seen?.path).toBe(call.path)
  expect(readJson(seen?.body)).toEqual(readJson(call.body))
}

/** `undefined` for no body. */
const readJson = (text: string | undefined): unknown => (text ? JSON.parse(text) : undefined)

describe('Grafana', () => {
  const query = { refId: 'A', datasource: { uid: 'prometheus', type: 'prometheus' }, expr: 'up' }
  // No two alike: an answer is remembered for a moment.
  const dsQuery = (from: string) => ({
    path: '/api/ds/query',
    body: JSON.stringify({ queries: [query], from, to: 'now' }),
  })
  const CALLS = [
    ['grafana-search', { path: '/api/search?query=&starred=false' }],
    ['grafana-dashboard-by-uid', { path: '/api/dashboards/uid/cIBgcSjkk' }],
    ['grafana-dashboard-404', { path: '/api/dashboards/uid/nope' }],
    [
      'grafana-annotations',
      { path: '/api/annotations?from=1506676478816&to=1507281278816&tags=tag1&tags=tag2&limit=100' },
    ],
    ['grafana-datasource-health', { path: '/api/datasources/uid/prometheus/health' }],
    ['grafana-ds-query', dsQuery('now-5m')],
    ['grafana-ds-query-prometheus-nan', dsQuery('now-6m')],
    ['grafana-ds-query-error-bad-promql', dsQuery('now-7m')],
    ['grafana-ds-query-error-downstream', dsQuery('now-8m')],
    ['grafana-error-401-bad-token', { path: '/api/search?query=401' }],
    ['grafana-error-403-rbac', { path: '/api/search?query=403' }],
  ] as const

  test.each(CALLS)('%s', async (name, call) => {
    await replay(name, '/api/grafana', call)
    expect(upstream.seen.at(-1)?.headers.authorization).toBe('Bearer glsa_x')
  })

  test.each([502, 504, 499])('its datasource proxy answers %i with nothing, and so do we', async (status) => {
    upstream.answer((_request, response) => {
      response.writeHead(status)
      response.end()
    })
    const path = `/api/grafana/api/datasources/proxy/uid/prometheus/api/v1/query?query=case_${status}`
    const answer = await rawRequest(at, { path })
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: '' })
  })

  test('its login page is not followed', async () => {
    upstream.answer((_request, response) => {
      response.writeHead(302, { location: '/login' })
      response.end()
    })
    const answer = await rawRequest(at, { path: '/api/grafana/api/search?query=login' })
    expect([302, 502]).toContain(answer.status)
    expect(upstream.seen.filter(({ path }) => path === '/login')).toEqual([])
  })
})

describe('Tempo', () => {
  test.each([
    'tempo-trace-v2',
    'tempo-trace-v2-notfound-404',
    'tempo-trace-notfound-404',
    'tempo-trace-badid-400',
    'tempo-search-traceql',
    'tempo-search-bad-400',
    'tempo-search-toolong-400',
    'tempo-tags-v2',
    'tempo-echo',
  ])('%s', async (name) => {
    const { request } = recorded(name)
    if (typeof request === 'string') throw new Error('this one has no address')
    await replay(name, '/api/tempo', { path: request.url })
    expect(upstream.seen.at(-1)?.headers.authorization).toBeUndefined()
  })
})
