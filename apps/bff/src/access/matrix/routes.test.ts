import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type JwtPanel, openJwtPanel, signToken } from './jwtPanel.fixture.ts'
import { CALLER_NAMES, type CallerName, CALLERS } from './callers.fixture.ts'
import { EVENT_NAMES, EVENTS, MAY_PUBLISH, ROUTES } from './table.fixture.ts'

const TIMEOUT_MS = 60_000
const FORGED = 'another secret of the same length!!'

let open: JwtPanel
const tokens = new Map<CallerName, string>()
beforeAll(async () => {
  open = await openJwtPanel()
  for (const name of CALLER_NAMES) {
    const claims = CALLERS[name]
    if (claims !== undefined) tokens.set(name, await signToken({ ...claims }))
  }
}, TIMEOUT_MS)
afterAll(() => open.close())

const rows = Object.entries(ROUTES).flatMap(([key, cells]) => {
  const [route = '', module] = key.split(' @')
  const [method = '', path = ''] = route.split(' ')
  const expected = cells.replaceAll('|', ' ').split(/\s+/)
  return CALLER_NAMES.map((caller, at) => ({
    caller,
    method,
    path: path.replace(':id', module ?? ''),
    expected: expected[at] ?? 'no cell',
  }))
})

const ask = async (method: string, path: string, headers: Record<string, string>) => {
  const response = await open.ask(path, { method, headers })
  await response.body?.cancel()
  return response
}

const isAsExpected = (status: number, expected: string) =>
  expected === 'in' ? status !== 401 && status !== 403 : String(status) === expected

test('every mounted route has a row, and every row a route', () => {
  const listed = new Set(Object.keys(ROUTES).map((key) => key.replace(/ @.*/, '')))
  expect(listed).toEqual(new Set(open.panel.routes))
})

test.each(rows)('$caller: $method $path answers $expected', { timeout: TIMEOUT_MS }, async (row) => {
  const { caller, method, path, expected } = row
  const { status } = await ask(method, path, open.bearer(tokens.get(caller)))
  expect(isAsExpected(status, expected), `${status}, expected ${expected}`).toBe(true)
})

describe.each(['expired', 'forged', 'of an unknown role'] as const)('a token that is %s', (kind) => {
  test('opens no route of the API', { timeout: TIMEOUT_MS }, async () => {
    const token = {
      expired: () => signToken({ ...CALLERS.admin }, { expiresInS: -1 }),
      forged: () => signToken({ ...CALLERS.admin }, { secret: FORGED }),
      'of an unknown role': () => signToken({ sub: 'x', role: 'root' }),
    }[kind]
    const headers = open.bearer(await token())
    for (const { method, path } of rows.filter((row) => row.caller === 'anonymous' && row.expected === '401')) {
      const { status } = await ask(method, path, headers)
      expect([401, 429], `${method} ${path}`).toContain(status)
    }
  })
})

describe('a cookie session', () => {
  const readers = CALLER_NAMES.filter((name) => name !== 'anonymous' && name !== 'publisher')

  test.each(readers)('of a %s has the rights of its token', { timeout: TIMEOUT_MS }, async (caller) => {
    const cookie = await open.signIn(tokens.get(caller) ?? '')
    for (const { method, path, expected } of rows.filter((row) => row.caller === caller)) {
      // What is different: a session is opened by a token, and only a session can be ended.
      if (path.endsWith('/session') && method !== 'GET') continue
      const { status } = await ask(method, path, { cookie, 'x-nobet-request': '1' })
      expect(isAsExpected(status, expected), `${method} ${path}: ${status}, expected ${expected}`).toBe(true)
    }
  })

  test('changes nothing without x-nobet-request: 1', { timeout: TIMEOUT_MS }, async () => {
    const cookie = await open.signIn(tokens.get('admin') ?? '')
    for (const { method, path } of rows.filter(({ caller }) => caller === 'admin')) {
      // The hook takes no cookie at all.
      if (method === 'GET' || path.startsWith('/hooks/')) continue
      expect((await ask(method, path, { cookie })).status, `${method} ${path}`).toBe(403)
    }
  })
})

describe('publishing', () => {
  const cells = CALLER_NAMES.flatMap((caller) => EVENT_NAMES.map((event) => ({ caller, event })))

  test.each(cells)('$event by $caller', async ({ caller, event }) => {
    const body = JSON.stringify({ specversion: '1.0', id: `${caller}-${event}`, source: '/matrix', ...EVENTS[event] })
    const headers = { ...open.bearer(tokens.get(caller)), 'content-type': 'application/cloudevents+json' }
    const { status } = await open.ask('/api/v1/events', { method: 'POST', headers, body })
    const refused = caller === 'anonymous' ? 401 : 403
    expect(status).toBe(MAY_PUBLISH[caller].includes(event) ? 202 : refused)
  })
})

describe('what x-nobet-role says', () => {
  test('is ignored', async () => {
    expect((await ask('GET', '/api/v1/modules', { 'x-nobet-role': 'admin' })).status).toBe(401)
    const headers = { ...open.bearer(tokens.get('viewer')), 'x-nobet-role': 'admin' }
    expect((await ask('GET', '/api/v1/config/effective', headers)).status).toBe(403)
  })
})
