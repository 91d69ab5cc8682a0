// PROTOCOL "Panel API (/api/v1)", as far as this version has it.
import { Catalogue, ModuleDetail, ModuleList, ModuleSamples, Overview, Session, SourceList } from '@nobet/contracts'
import { EffectiveConfig } from '@nobet/contracts/config'
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { listenMcp } from './mcpServer.fixture.ts'
import {
  get,
  metricsOf,
  type Outside,
  post,
  problemOf,
  rawRequest,
  read,
  shaped,
  startOutside,
  STRUCTURED,
  toEvent,
} from './outsider.fixture.ts'

const ROLES = ['viewer', 'operator', 'admin'] as const
const SECRET = 'never-to-be-shown'

let at: Outside
beforeAll(async () => {
  at = await startOutside({
    NOBET_MODULES: `finbot=${await listenMcp()},gone=http://127.0.0.1:9/mcp`,
    NOBET_PROMETHEUS_URL: `http://user:${SECRET}@127.0.0.1:9/`,
    NOBET_GRAFANA_TOKEN: SECRET,
  })
})
afterAll(() => at.panel.stop())

const fetched = async <S extends z.ZodMiniType>(schema: S, path: string): Promise<z.infer<S>> => {
  const response = await get(at, `api/v1/${path}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('application/json')
  return await shaped(schema, response)
}

const probed = () =>
  waitFor(async () => {
    const { module } = await fetched(ModuleDetail, 'modules/finbot')
    return module.state === 'healthy' && module.latencyMs !== null ? module : undefined
  })

describe('modules', () => {
  test('"GET /modules → {modules: [{id, title, url, state, since, observedAt, …}]}"', async () => {
    const { modules } = await fetched(ModuleList, 'modules')
    expect(modules.map(({ id }) => id)).toEqual(['finbot', 'gone'])
    for (const module of modules) {
      expect(Object.keys(module)).toEqual(
        expect.arrayContaining(['id', 'title', 'url', 'state', 'since', 'observedAt', 'latencyMs']),
      )
    }
  })

  test('"GET /modules/:id → {module}": a healthy one with era and latencyMs{p50,p95,p99}', async () => {
    const module = await probed()
    expect(module).toMatchObject({ id: 'finbot', state: 'healthy', era: 'legacy' })
    expect(Object.keys(module.latencyMs ?? {}).toSorted()).toEqual(expect.arrayContaining(['p50', 'p95', 'p99']))
  })

  test('one that is down says rung, reason and advice', async () => {
    const module = await waitFor(async () => {
      const { module: seen } = await fetched(ModuleDetail, 'modules/gone')
      return seen.state === 'down' ? seen : undefined
    })
    expect(module).toMatchObject({ rung: 'tcp', reason: expect.any(String), advice: expect.any(String) })
  })

  test('"the first failure shows degraded with \'1 of 3\', the third in a row changes the state"', async () => {
    const { events } = await waitFor(async () => {
      const page = await read(at, { types: 'mcp.health.changed', module: 'gone' })
      return page.events.length >= 2 ? page : undefined
    })
    expect(events.map(({ event }) => event.data)).toMatchObject([
      { to: 'degraded', reason: expect.stringContaining('1 of 3') },
      { from: 'degraded', to: 'down' },
    ])
  })

  test('samples, catalogue {tools[], resources[], prompts[], hash, …}, probe', async () => {
    await probed()
    const catalogue = await fetched(Catalogue, 'modules/finbot/catalogue')
    expect(catalogue.tools.map(({ name }) => name)).toEqual(['sum'])
    expect(catalogue.resources).toHaveLength(1)
    expect(catalogue.prompts).toHaveLength(1)
    expect(catalogue.hash).toEqual(expect.any(String))
    expect((await fetched(ModuleSamples, 'modules/finbot/samples')).samples.length).toBeGreaterThan(0)
    const answer = await rawRequest(at, { method: 'POST', path: '/api/v1/modules/finbot/probe' })
    expect([200, 429]).toContain(answer.status)
  })

  test('an unknown module is 404 problem+json, below it too', async () => {
    for (const path of ['modules/nobody', 'modules/nobody/samples', 'modules/nobody/catalogue', 'modules/%00']) {
      await problemOf(await get(at, `api/v1/${path}`), 404)
    }
  })
})

describe('the rest', () => {
  test('"Every value that came from a source is wrapped": overview', async () => {
    const overview = await fetched(Overview, 'overview')
    for (const part of [overview.modules, overview.alerts, overview.sources]) {
      expect(Object.keys(part).toSorted()).toEqual(
        expect.arrayContaining(['error', 'freshness', 'observedAt', 'source', 'value']),
      )
      expect(['live', 'cached', 'stale', 'unavailable', 'not_configured']).toContain(part.freshness)
    }
    expect(overview.alerts).toMatchObject({ value: null, freshness: 'not_configured' })
  })

  test('"GET /sources → {sources: [{id, kind, state, since, lastOkAt, error?}]}"', async () => {
    const { sources } = await fetched(SourceList, 'sources')
    const of = (id: string) => sources.find((source) => source.id === id)
    expect(of('grafana')?.state).toBe('not_configured')
    await waitFor(async () => {
      const list = await fetched(SourceList, 'sources')
      return list.sources.find(({ id }) => id === 'prometheus')?.state === 'unavailable'
    })
  })

  test('GET /session says who and what may be done', async () => {
    for (const role of ROLES) {
      const response = await get(at, 'api/v1/session', { 'x-nobet-role': role })
      expect(await shaped(Session, response)).toMatchObject({ user: { role }, auth: 'none' })
    }
  })

  test('GET /config/effective shows every key and no secret', async () => {
    const config = await fetched(EffectiveConfig, 'config/effective')
    const text = JSON.stringify(config)
    expect(text).not.toContain(SECRET)
    for (const key of ['NOBET_MODULES', 'NOBET_PORT', 'NOBET_GRAFANA_TOKEN']) expect(text).toContain(key)
  })

  test('secrets are in no answer, event or metric', async () => {
    for (const path of ['api/v1/sources', 'api/v1/overview', 'api/v1/snapshot', 'api/v1/events', 'readyz', 'metrics']) {
      expect(await (await get(at, path)).text()).not.toContain(SECRET)
    }
  })
})

describe('x-nobet-role', () => {
  const rows = [
    ['GET', 'modules', [200, 200, 200]],
    ['GET', 'overview', [200, 200, 200]],
    ['GET', 'sources', [200, 200, 200]],
    ['GET', 'session', [200, 200, 200]],
    ['GET', 'snapshot', [200, 200, 200]],
    ['GET', 'events', [200, 200, 200]],
    ['GET', 'config/effective', [403, 403, 200]],
    ['POST', 'modules/nobody/probe', [403, 404, 404]],
  ] as const
  test.each(rows)('%s /%s as viewer, operator, admin: %j', async (method, path, statuses) => {
    for (const [index, role] of ROLES.entries()) {
      const answer = await rawRequest(at, { method, path: `/api/v1/${path}`, headers: { 'x-nobet-role': role } })
      expect(answer.status).toBe(statuses[index])
    }
  })

  test("publishing is the admin's", async () => {
    const statuses = []
    for (const role of ROLES) {
      const response = await post(at, JSON.stringify(toEvent()), STRUCTURED, { 'x-nobet-role': role })
      statuses.push(response.status)
    }
    expect(statuses).toEqual([403, 403, 202])
  })

  test('a role that is none is 401 problem+json', async () => {
    for (const role of ['root', 'Admin', 'admin,viewer']) {
      const response = await get(at, 'api/v1/modules', { 'x-nobet-role': role })
      await problemOf(response, 401)
    }
  })
})

describe('"Errors are RFC 9457": type, title, status, detail, traceId', () => {
  test.each([
    ['GET', '/api/v1/nope', 404],
    ['GET', '/api/nope', 404],
    ['GET', '/api/v2/events', 404],
    ['DELETE', '/api/v1/modules', 404],
    ['PUT', '/api/v1/events', 404],
    ['OPTIONS', '/api/v1/events', 404],
    ['PATCH', '/healthz', 405],
    ['POST', '/nothing/here', 405],
    ['GET', '/api/v1/events?limit=x', 400],
    ['GET', '/api/v1/modules/..%2f..', 404],
  ] as const)('%s %s → %i', async (method, path, status) => {
    const answer = await rawRequest(at, { method, path })
    expect(answer).toMatchObject({ headers: { 'content-type': 'application/problem+json' } })
    const body: unknown = JSON.parse(answer.body)
    expect(body).toMatchObject({ status: answer.status, traceId: expect.stringMatching(/^[\da-f]{32}$/) })
    expect([status, 405]).toContain(answer.status)
    expect(answer.body).toContain('"type"')
    expect(answer.body).toContain('"title"')
  })

  test('HEAD answers as GET does, without a body', async () => {
    for (const path of ['/healthz', '/api/v1/modules', '/api/v1/events', '/metrics', '/api/v1/snapshot']) {
      const head = await rawRequest(at, { method: 'HEAD', path })
      expect({ path, status: head.status, body: head.body }).toEqual({ path, status: 200, body: '' })
    }
    expect((await metricsOf(at))('nobet_stream_connections{transport="poll"}')).toBe(0)
  })

  test('"CORS absent": no origin is told that it may read', async () => {
    for (const headers of [{}, { origin: `http://127.0.0.1:${at.port}` }, { origin: 'https://evil.example' }]) {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await rawRequest(at, { method, path: '/api/v1/modules', headers })
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
      }
    }
  })
})
