import { request } from 'node:http'
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ATTEMPTS_MAX } from './attempts.ts'
import { type JwtPanel, METRICS_TOKEN, openJwtPanel, signToken } from './matrix/jwtPanel.fixture.ts'

const TIMEOUT_MS = 60_000
const OPERATOR = { sub: 'elif', role: 'operator' }
const ADMIN = { sub: 'ada', role: 'admin' }

let open: JwtPanel
beforeAll(async () => {
  open = await openJwtPanel({ NOBET_PUBLIC_URL: 'https://ops.example/nobet' })
}, TIMEOUT_MS)
afterAll(() => open.close())

/** `fetch` sets `Host` itself; this one sends what it is told. */
const askAs = (host: string, method: string, headers: Record<string, string>) =>
  new Promise<{ status: number; cookie: string }>((resolve, reject) => {
    const url = new URL('api/v1/session', open.panel.url)
    const asked = request(url, { method, headers: { ...headers, host } }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, cookie: response.headers['set-cookie']?.[0] ?? '' })
    })
    asked.on('error', reject).end()
  })

describe('a session', () => {
  test('is a random id in a cookie that scripts cannot read, never the token', { timeout: TIMEOUT_MS }, async () => {
    const token = await signToken(OPERATOR)
    const plain = await askAs('127.0.0.1', 'POST', { authorization: `Bearer ${token}` })
    expect(plain).toMatchObject({ status: 201 })
    expect(plain.cookie).toMatch(/^nobet=[\w-]{43}; Path=\/; Max-Age=3\d{3}; HttpOnly; SameSite=Strict$/)
    const secure = await askAs('ops.example', 'POST', { authorization: `Bearer ${token}` })
    expect(secure.cookie).toMatch(/^__Host-nobet=[\w-]{43}; Path=\/; .*; Secure$/)
    const cookie = secure.cookie.split(';')[0] ?? ''
    expect((await askAs('ops.example', 'GET', { cookie })).status).toBe(200)
    expect((await askAs('127.0.0.1', 'GET', { cookie })).status).toBe(401)
  })

  test('says who is asking, what they may do and until when', async () => {
    const cookie = await open.signIn(await signToken({ ...OPERATOR, modules: ['finbot'] }))
    expect(await (await open.ask('/api/v1/session', { headers: { cookie } })).json()).toMatchObject({
      user: { name: 'elif', role: 'operator' },
      auth: 'jwt',
      via: 'cookie',
      modules: ['finbot'],
      expiresAt: expect.stringMatching(/^20\d\d-/) as string,
    })
  })

  test('that was ended takes its streams with it, through every door', { timeout: TIMEOUT_MS }, async () => {
    const token = await signToken(OPERATOR)
    const cookie = await open.signIn(token)
    const other = await open.stream({}, { cookie: await open.signIn(token) })
    const own = await open.stream({}, { cookie })
    await Promise.all([own.next('welcome'), other.next('welcome')])
    const sse = await open.ask('/api/v1/events/stream', { headers: { cookie } })
    const { cursor } = (await (await open.ask('/api/v1/snapshot', { headers: { cookie } })).json()) as {
      cursor: string
    }
    const poll = open.ask(`/api/v1/events?after=${cursor}&types=never.comes&wait=30000`, { headers: { cookie } })
    await waitFor(async () => (await open.connections('poll')) === 1, { what: 'the poll to wait' })

    const headers = { cookie, 'x-nobet-request': '1' }
    const ended = await open.ask('/api/v1/session', { method: 'DELETE', headers })
    expect(ended.status).toBe(204)
    expect(ended.headers.get('set-cookie')).toMatch(/^nobet=; Path=\/; Max-Age=0/)
    expect(await own.closing()).toBe(4401)
    expect(own.frames.at(-1)).toMatchObject({ op: 'error', code: 'unauthorized' })
    expect(await sse.text()).toContain('event: error')
    expect((await poll).status).toBe(401)
    expect((await open.ask('/api/v1/session', { headers: { cookie } })).status).toBe(401)
    expect(other.ws.readyState).toBe(other.ws.OPEN)
  })

  test('of before is ended when the same browser signs in again', { timeout: TIMEOUT_MS }, async () => {
    const token = await signToken(OPERATOR)
    const former = await open.signIn(token)
    const headers = { ...open.bearer(token), cookie: former }
    const response = await open.ask('/api/v1/session', { method: 'POST', headers })
    expect(response.headers.get('set-cookie')).not.toContain(former)
    expect((await open.ask('/api/v1/session', { headers: { cookie: former } })).status).toBe(401)
  })

  test.each([
    ['a module', { sub: 'finbot', module: 'finbot' }, 403],
    ['a stranger', { sub: 'x', role: 'root' }, 401],
  ])('is not opened for %s', async (_what, claims, status) => {
    const headers = open.bearer(await signToken(claims))
    const response = await open.ask('/api/v1/session', { method: 'POST', headers })
    expect([response.status, response.headers.get('set-cookie')]).toEqual([status, null])
  })
})

describe('when a token expires', () => {
  test('its streams are told, closed, and not let in again', { timeout: TIMEOUT_MS }, async () => {
    const token = await signToken(OPERATOR, { expiresInS: 3 })
    const cookie = await open.signIn(token)
    const byToken = await open.stream({ token })
    const byCookie = await open.stream({}, { cookie })
    const sse = await open.ask('/api/v1/events/stream', { headers: { cookie } })
    for (const stream of [byToken, byCookie]) {
      expect(await stream.closing()).toBe(4401)
      expect(stream.frames.at(-1)).toMatchObject({ op: 'goodbye', reason: 'token_expired' })
    }
    expect(await sse.text()).toContain('"reason":"token_expired"')
    expect(await (await open.stream({ token })).closing()).toBe(4401)
    expect((await open.ask('/api/v1/events', { headers: { cookie } })).status).toBe(401)
  })
})

describe('a token in a URL', () => {
  test.each(['/api/v1/modules?token=x', '/api/v1/events/stream?access_token=x', '/api/v1/session?jwt=x'])(
    '%s is refused, whoever asks',
    async (path) => {
      const response = await open.ask(path, { headers: open.bearer(await signToken(ADMIN)) })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('urn:nobet:problem:token-in-url')
    },
  )

  test('under any name is known by its shape', async () => {
    expect((await open.ask(`/api/v1/events?q=${await signToken(ADMIN)}`)).status).toBe(400)
  })
})

describe('metrics', () => {
  const ask = async (authorization: string) => (await open.ask('/metrics', { headers: { authorization } })).status

  test('are for who has their token, and no other token will do', async () => {
    expect(await ask(`Bearer ${METRICS_TOKEN}`)).toBe(200)
    expect(await ask(`Bearer ${METRICS_TOKEN}x`)).toBe(401)
    expect(await ask(`Bearer ${await signToken(ADMIN)}`)).toBe(401)
  })
})

describe('the audit', () => {
  test('has each denied request and each write, with who it was', { timeout: TIMEOUT_MS }, async () => {
    const headers = open.bearer(await signToken({ sub: 'vera', role: 'viewer' }))
    await open.ask('/api/v1/config/effective', { headers })
    await open.ask('/api/v1/modules/finbot/probe', { method: 'POST', headers: open.bearer(await signToken(OPERATOR)) })
    await open.stream({ token: 'nonsense' }).then((stream) => stream.closing())
    const admin = open.bearer(await signToken(ADMIN))
    const text = await (await open.ask('/api/v1/events?topics=audit&limit=1000', { headers: admin })).text()
    const { events } = JSON.parse(text) as { events: { event: { data: Record<string, unknown> } }[] }
    const records = events.map(({ event }) => event.data)
    expect(records).toContainEqual(
      expect.objectContaining({
        actor: 'vera',
        action: 'GET /api/v1/config/effective',
        outcome: 'denied',
        reason: 'config:read',
      }),
    )
    expect(records).toContainEqual(
      expect.objectContaining({ actor: 'elif', action: 'POST /api/v1/modules/:id/probe', outcome: 'allowed' }),
    )
    expect(records).toContainEqual(expect.objectContaining({ action: 'stream hello', reason: 'token-malformed' }))
    expect(text).not.toContain('nonsense')
  })
})

describe('guessing tokens', () => {
  test('ends in 429, while a token known to be good is still let in', { timeout: TIMEOUT_MS }, async () => {
    const own = await openJwtPanel()
    const good = await signToken(OPERATOR)
    const ask = async (token: string) => (await own.ask('/api/v1/session', { headers: own.bearer(token) })).status
    expect(await ask(good)).toBe(200)
    const same = await signToken(OPERATOR, { secret: 'not the secret, but long enough too' })
    for (let i = 0; i < ATTEMPTS_MAX * 2; i += 1) expect(await ask(same)).toBe(401)
    for (let i = 1; i < ATTEMPTS_MAX; i += 1) expect(await ask(`guess-${i}`)).toBe(401)
    expect(await ask('one-more')).toBe(429)
    expect(await ask(good)).toBe(200)
    await own.close()
  })
})
