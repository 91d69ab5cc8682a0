import { parseWith, Problem, ROLES } from '@nobet/contracts'
import { OPERATIONS } from '@nobet/contracts/openapi'
import { may, PERMISSIONS, type Permission } from '@nobet/domain/access'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Panel } from './panelDeps.ts'
import { startTestPanel } from './testPanel.ts'

let panel: Panel
beforeAll(async () => {
  panel = await startTestPanel({ NOBET_MODULES: 'finbot=http://127.0.0.1:9/mcp' })
})
afterAll(() => panel.stop())

const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, panel.url), init)
const toPath = (path: string) => path.replace('{id}', 'finbot').slice(1)
const isPermission = (name: string | undefined): name is Permission => name !== undefined && name in PERMISSIONS

describe('the published routes', () => {
  test('are the mounted ones, no more and no fewer', () => {
    const published = OPERATIONS.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    )
    expect([...panel.routes].toSorted()).toEqual(published.toSorted())
  })

  test('are served as documents', async () => {
    expect(await (await ask('openapi.json')).json()).toMatchObject({ openapi: '3.1.0', info: { version: '0.1.0' } })
    expect(await (await ask('asyncapi.json')).json()).toMatchObject({ asyncapi: '3.0.0' })
  })
})

describe('permission', () => {
  const guarded = OPERATIONS.flatMap((operation) => ROLES.map((role) => ({ role, ...operation }))).filter(
    ({ permission }) => permission !== undefined,
  )

  test('every permission an operation names is a known one', () => {
    expect(guarded.filter(({ permission }) => !isPermission(permission))).toEqual([])
  })

  test.each(guarded.map((row) => [row.role, row.method.toUpperCase(), row.path, row.permission] as const))(
    '%s %s %s needs %s',
    async (role, method, path, permission) => {
      const response = await ask(toPath(path), { method, headers: { 'x-nobet-role': role } })
      await response.body?.cancel()
      const allowed = isPermission(permission) && may({ name: 'x', role }, permission)
      expect(response.status === 403).toBe(!allowed)
    },
  )

  test('nobody signs in or out where nobody is asked who they are', async () => {
    const headers = { authorization: 'Bearer x' }
    expect((await ask('api/v1/session', { method: 'POST', headers })).status).toBe(409)
    expect((await ask('api/v1/session', { method: 'DELETE' })).status).toBe(409)
  })

  test.each(ROLES)('%s may publish only as an admin', async (role) => {
    const body = JSON.stringify({ specversion: '1.0', id: role, source: '/t', type: 'com.example.t' })
    const headers = { 'x-nobet-role': role, 'content-type': 'application/cloudevents+json' }
    const response = await ask('api/v1/events', { method: 'POST', headers, body })
    expect(response.status).toBe(role === 'admin' ? 202 : 403)
  })

  test.each(ROLES)('the session of a %s lists what it may do', async (role) => {
    const session: unknown = await (await ask('api/v1/session', { headers: { 'x-nobet-role': role } })).json()
    expect(session).toMatchObject({ user: { role }, auth: 'none' })
    expect(JSON.stringify(session).includes('config:read')).toBe(role === 'admin')
  })

  test('a role that does not exist is answered 401 and the roles there are', async () => {
    const response = await ask('api/v1/session', { headers: { 'x-nobet-role': 'root' } })
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('viewer, operator, admin')
  })
})

describe('a refusal', () => {
  test('is problem+json with the trace id of the caller', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
    const response = await ask('api/v1/nope', { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } })
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem: unknown = await response.json()
    expect(parseWith(Problem, problem).ok).toBe(true)
    expect(problem).toMatchObject({ status: 404, traceId })
  })

  test.each(['audit', 'cache/keys', 'gitops/apps'])('%s is of a later version: 404', async (path) => {
    expect((await ask(`api/v1/${path}`)).status).toBe(404)
  })

  test('is what a foreign origin and a forwarded request get', async () => {
    expect((await ask('api/v1/modules', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await ask('api/v1/modules', { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(403)
  })

  test('is what a body beyond the cap gets', async () => {
    const body = '['.padEnd(1024 * 1024 + 1, ' ')
    const headers = { 'content-type': 'application/cloudevents-batch+json' }
    const response = await ask('api/v1/events', { method: 'POST', headers, body })
    expect(response.status).toBe(413)
    expect(response.headers.get('connection')).toBe('close')
  })

  test('is counted', async () => {
    const metrics = await (await ask('metrics')).text()
    expect(metrics).toMatch(/nobet_bad_input_total\{door="http",reason="foreign-origin"\} [1-9]/)
  })
})

describe('every answer', () => {
  test.each(['', 'healthz', 'api/v1/session', 'api/v1/nope'])(
    '/%s carries a CSP without inline and its isolation headers',
    async (path) => {
      const { headers } = await ask(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('x-request-id')).toMatch(/^[\da-f]{16}$/)
    },
  )
})

describe('sources', () => {
  test('say what is and is not configured, and which key would switch it on', async () => {
    const body: unknown = await (await ask('api/v1/sources')).json()
    expect(body).toMatchObject({
      sources: [
        { id: 'log', state: 'live' },
        { id: 'modules', key: 'modules' },
        { id: 'prometheus', state: 'not_configured', key: 'prometheus.url', lastOkAt: null },
        { id: 'alertmanager', state: 'not_configured', key: 'alertmanager.urls' },
        { id: 'grafana', state: 'not_configured' },
        { id: 'tempo', state: 'not_configured' },
        { id: 'redis', state: 'not_configured', key: 'redis.url' },
      ],
    })
  })

  test('are part of the overview, where alerts are not configured rather than none', async () => {
    expect(await (await ask('api/v1/overview')).json()).toMatchObject({
      modules: { source: 'probe', value: [{ id: 'finbot' }] },
      alerts: { value: null, freshness: 'not_configured' },
      sources: { freshness: 'live' },
    })
  })
})

test('the process says that it lives, is ready, and measures itself', async () => {
  expect(await (await ask('healthz')).json()).toEqual({ status: 'ok' })
  expect((await ask('readyz')).status).toBe(200)
  const metrics = await ask('metrics')
  expect(metrics.headers.get('content-type')).toContain('openmetrics')
  const text = await metrics.text()
  expect(text).toMatch(/nobet_event_log_length [1-9]/)
  expect(text).toMatch(/# EOF\n$/)
})

test('the first event of the log says that the panel started', async () => {
  const page: unknown = await (await ask('api/v1/events?types=console.started')).json()
  expect(page).toMatchObject({ events: [{ event: { type: 'console.started', data: { log: 'memory' } } }] })
})
