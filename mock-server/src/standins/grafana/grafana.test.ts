import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFixture } from '../testing/fixture.ts'
import { toPaths } from '../testing/toPaths.ts'
import { startGrafana } from './startGrafana.ts'
import { startUpstream, type Upstream } from './upstream.fixture.ts'

/** A real Grafana instead of the stand-in, when given, with a data source of uid `prometheus` and a board. */
const realUrl = process.env['GRAFANA_URL']
const token = process.env['GRAFANA_TOKEN'] ?? 'token-of-the-test'
const isStandIn = realUrl === undefined

const BOARD = {
  uid: 'mcp-fleet',
  title: 'MCP fleet',
  tags: ['mcp'],
  schemaVersion: 41,
  panels: [],
  timezone: 'browser',
}
const VECTOR = { resultType: 'vector', result: [{ metric: { __name__: 'up', job: 'a' }, value: [1_700_000_000, '1'] }] }

let url = ''
let prometheus: Upstream | undefined
let stop = () => Promise.resolve()

beforeAll(async () => {
  if (realUrl !== undefined) {
    url = realUrl
    return
  }
  prometheus = await startUpstream((incoming, outgoing) => {
    outgoing.setHeader('content-type', 'application/json')
    if (incoming.url?.includes('bad')) {
      const said = { status: 'error', errorType: 'bad_data', error: 'invalid parameter "query": 1:4: parse error' }
      outgoing.writeHead(400).end(JSON.stringify(said))
    } else outgoing.writeHead(200).end(JSON.stringify({ status: 'success', data: VECTOR }))
  })
  const grafana = await startGrafana({ token, prometheusUrl: prometheus.url, boards: [BOARD] })
  url = grafana.url
  stop = () => grafana.stop()
})
afterAll(async () => {
  await stop()
  await prometheus?.stop()
})

const ask = (path: string, init: RequestInit = {}, shown = token) =>
  fetch(`${url}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${shown}`, ...Object.fromEntries(new Headers(init.headers)) },
  })
const post = (path: string, body: unknown) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('who may ask', () => {
  it('refuses without credentials, byte for byte', async () => {
    const { status, body } = readFixture('grafana', 'error-401-no-credentials')
    const answer = await fetch(`${url}/api/user`)
    expect([answer.status, await answer.text()]).toEqual([status, `${JSON.stringify(body)}\n`])
    expect(answer.headers.get('content-length')).toBe('102')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toBe('application/json; charset=UTF-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('refuses a bad token', async () => {
    const { status, body } = readFixture('grafana', 'error-401-bad-token')
    const answer = await ask('/api/search', {}, 'not-the-token')
    expect([answer.status, await answer.json()]).toEqual([status, body])
  })

  it('refuses what the token may not do, in the form of access control', async () => {
    const { status, body } = readFixture('grafana', 'error-403-rbac')
    const answer = await post('/api/dashboards/db', { dashboard: { title: 'new' } })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual({ ...(body as object), accessErrorId: expect.stringMatching(/^ACE\d{10}$/) })
  })

  it('sends whoever asks for a page to the login', async () => {
    const answer = await fetch(`${url}/`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login'])
    expect((await fetch(`${url}/d/mcp-fleet`, { redirect: 'manual' })).status).toBe(302)
  })

  it('tells its health to everybody', async () => {
    const { status, body } = readFixture('grafana', 'health')
    const answer = await fetch(`${url}/api/health`)
    expect(answer.status).toBe(status)
    expect(toPaths(await answer.json())).toEqual(toPaths(body))
  })
})

describe('boards', () => {
  it('lists folders and boards in the documented shape', async () => {
    const { body } = readFixture('grafana', 'search')
    expect(toPaths(await (await ask('/api/search')).json())).toEqual(expect.arrayContaining(toPaths(body)))
  })

  it.runIf(isStandIn).each([
    ['type=dash-db', ['mcp-fleet']],
    ['type=dash-folder', ['nobet']],
    ['query=FLEET', ['mcp-fleet']],
    ['tag=mcp', ['mcp-fleet']],
    ['tag=mcp&tag=other', []],
    ['dashboardUIDs=mcp-fleet', ['mcp-fleet']],
    ['folderUIDs=nobet', ['mcp-fleet']],
    ['limit=1', ['nobet']],
    ['limit=1&page=2', ['mcp-fleet']],
    ['starred=true', []],
  ])('finds by %s', async (query, uids) => {
    const hits = (await (await ask(`/api/search?${query}`)).json()) as { uid: string }[]
    expect(hits.map(({ uid }) => uid)).toEqual(uids)
  })

  it('refuses a limit above the maximum', async () => {
    expect((await ask('/api/search?limit=5001')).status).toBe(422)
  })

  it.runIf(isStandIn)('gives a board as it was provisioned, with what Grafana knows of it', async () => {
    const { body } = readFixture('grafana', 'dashboard-by-uid')
    const answer = await (await ask('/api/dashboards/uid/mcp-fleet')).json()
    expect(answer.dashboard).toMatchObject(BOARD)
    expect(answer.meta).toMatchObject({ url: '/d/mcp-fleet/mcp-fleet', slug: 'mcp-fleet', folderUid: 'nobet' })
    expect(toPaths(answer)).toEqual(expect.arrayContaining(toPaths(body)))
  })

  it('does not find a board that is not there', async () => {
    const { status, body } = readFixture('grafana', 'dashboard-404')
    const answer = await ask('/api/dashboards/uid/nope')
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject(body as object)
  })

  it.runIf(isStandIn)('gives boards as resources too', async () => {
    const { body } = readFixture('grafana', 'apis-dashboard-v1beta1')
    const room = '/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards'
    const one = await (await ask(`${room}/mcp-fleet`)).json()
    const isKept = (line: string) => !line.startsWith('spec.')
    expect(toPaths(one).filter(isKept)).toEqual(toPaths(body).filter(isKept))
    expect(one.metadata.name).toBe('mcp-fleet')
    expect((await (await ask(room)).json()).items).toHaveLength(1)
    const missing = await (await ask(`${room}/nope`)).json()
    expect(missing).toMatchObject({ kind: 'Status', reason: 'NotFound', code: 404 })
  })
})

describe('data sources', () => {
  it('lists them by the uids the product counts on', async () => {
    const list = (await (await ask('/api/datasources')).json()) as { uid: string; type: string; access: string }[]
    expect(list.find(({ uid }) => uid === 'prometheus')).toMatchObject({ type: 'prometheus', access: 'proxy' })
    expect(await (await ask('/api/datasources/uid/prometheus')).json()).toMatchObject({ uid: 'prometheus' })
    expect((await ask('/api/datasources/uid/nope')).status).toBe(404)
  })

  it('asks the source for its health', async () => {
    const { status, body } = readFixture('grafana', 'datasource-health')
    const answer = await ask('/api/datasources/uid/prometheus/health')
    expect([answer.status, await answer.json()]).toMatchObject([status, body as object])
  })

  it('refuses posts that the plug-in does not let through', async () => {
    const { body } = readFixture('grafana', 'datasource-proxy-errors')
    const key = Object.keys(body as object).find((name) => name.startsWith('POST')) ?? ''
    const refusal = (body as Record<string, { status: number; body: object }>)[key]
    const answer = await post('/api/datasources/proxy/uid/prometheus/api/v1/admin/tsdb/delete_series', {})
    expect([answer.status, await answer.json()]).toMatchObject([refusal?.status, refusal?.body])
  })

  it.runIf(isStandIn)('passes the answer of the source through', async () => {
    const answer = await ask('/api/datasources/proxy/uid/prometheus/api/v1/query?query=up')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'success', data: VECTOR }])
    const bad = await ask('/api/datasources/proxy/uid/prometheus/api/v1/query?query=bad')
    expect([bad.status, await bad.json()]).toMatchObject([400, { errorType: 'bad_data' }])
    expect((await ask('/api/datasources/proxy/uid/nope/api/v1/query')).status).toBe(404)
  })
})

describe('queries', () => {
  const query = (one: object) =>
    post('/api/ds/query', {
      from: 'now-5m',
      to: 'now',
      queries: [{ refId: 'A', datasource: { uid: 'prometheus' }, ...one }],
    })

  it('answers an instant query in columns', async () => {
    const { body } = readFixture('grafana', 'ds-query')
    const answer = await query({ expr: 'up', instant: true })
    expect(answer.status).toBe(200)
    const said = await answer.json()
    const isForm = (line: string) => /schema\.fields\[\]\.(name|type|typeInfo\.frame):|data\.values|\.status/.test(line)
    expect(toPaths(said).filter(isForm)).toEqual(toPaths(body).filter(isForm))
  })

  it('refuses a body without queries, and a time it cannot read', async () => {
    const none = await post('/api/ds/query', { queries: [] })
    expect([none.status, await none.json()]).toMatchObject([400, { messageId: 'query.noQueries' }])
    expect(
      (await post('/api/ds/query', { from: 'soon', to: 'now', queries: [{ refId: 'A', expr: 'up' }] })).status,
    ).toBe(400)
  })
})

describe('annotations', () => {
  it('takes one and gives it back, newest first', async () => {
    const tag = `t${Date.now()}`
    const { body } = readFixture('grafana', 'annotation-create')
    const made = await post('/api/annotations', { time: 1000, tags: [tag, 'one'], text: 'first' })
    expect(toPaths(await made.json())).toEqual(toPaths(body))
    await post('/api/annotations', { time: 2000, timeEnd: 5000, tags: [tag, 'two'], text: 'second' })
    const texts = async (query: string) => {
      const list = (await (await ask(`/api/annotations?tags=${tag}${query}`)).json()) as { text: string }[]
      return list.map(({ text }) => text)
    }
    expect(await texts('')).toEqual(['second', 'first'])
    expect(await texts('&tags=one')).toEqual(['first'])
    expect(await texts('&from=3000&to=9000')).toEqual(['second'])
    expect(await texts('&limit=1')).toEqual(['second'])
    const { body: listed } = readFixture('grafana', 'annotations')
    const list = await (await ask(`/api/annotations?tags=${tag}`)).json()
    expect(toPaths(list)).toEqual(expect.arrayContaining(toPaths(listed)))
  })

  it('refuses one without text', async () => {
    expect((await post('/api/annotations', { tags: ['x'] })).status).toBe(400)
  })
})
