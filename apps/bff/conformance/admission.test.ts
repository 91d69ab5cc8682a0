// PROTOCOL "Who may come in", auth=none.
import { randomBytes } from 'node:crypto'
import { PROBLEM_MEDIA_TYPE } from '@nobet/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Outside, rawRequest, startOutside, startOwn, STRUCTURED, toEvent } from './outsider.fixture.ts'

let at: Outside
beforeAll(async () => {
  at = await startOutside()
})
afterAll(() => at.panel.stop())

const handshake = () => ({
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': randomBytes(16).toString('base64'),
  'sec-websocket-protocol': 'nobet.v1',
})

/** The same headers at each door: reading, publishing, the live stream. */
async function statusesOf(outside: Outside, headers: Record<string, string>) {
  const body = JSON.stringify(toEvent())
  const publishing = {
    method: 'POST',
    path: '/api/v1/events',
    headers: { ...headers, 'content-type': STRUCTURED },
    body,
  }
  const answers = [
    await rawRequest(outside, { path: '/api/v1/modules', headers }),
    await rawRequest(outside, publishing),
    await rawRequest(outside, { path: '/api/v1/stream', headers: { ...handshake(), ...headers } }),
  ]
  const refusals = answers.filter(({ status }) => status >= 400)
  expect(refusals.map(({ headers: given }) => given['content-type'])).toEqual(refusals.map(() => PROBLEM_MEDIA_TYPE))
  return answers.map(({ status }) => status)
}

const LET_IN = [200, 202, 101]
const REFUSED = [403, 403, 403]
const MISDIRECTED = [421, 421, 421]

describe('Host', () => {
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST:99', '[::1]', '[::1]:4400', '127.0.0.2', '127.1.2.3:80'])(
    '"a loopback name": %s',
    async (host) => expect(await statusesOf(at, { host })).toEqual(LET_IN),
  )

  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1', '0.0.0.0'])(
    '"else 421": %j',
    async (host) => expect(await statusesOf(at, { host })).toEqual(MISDIRECTED),
  )

  test('a Host that is no host is not let in either', async () => {
    for (const host of ['localhost@evil', 'localhost/evil', 'localhost:80 evil', '[::1', '127.0.0.1:x']) {
      for (const status of await statusesOf(at, { host })) expect([400, 421]).toContain(status)
    }
  })

  test('"or that of NOBET_PUBLIC_URL"', async () => {
    const own = await startOwn({ NOBET_PUBLIC_URL: 'https://ops.example/nobet' })
    expect(await statusesOf(own, { host: 'ops.example' })).toEqual(LET_IN)
    expect(await statusesOf(own, { host: 'ops.example', origin: 'https://ops.example' })).toEqual(LET_IN)
    expect(await statusesOf(own, { host: 'other.example' })).toEqual(MISDIRECTED)
  })

  test('the page, health and metrics are no exception', async () => {
    for (const path of ['/', '/healthz', '/readyz', '/metrics', '/openapi.json']) {
      expect((await rawRequest(at, { path, headers: { host: 'evil.example' } })).status).toBe(421)
    }
  })
})

describe('Origin', () => {
  test('its own is let in', async () => {
    for (const host of [`127.0.0.1:${at.port}`, `localhost:${at.port}`]) {
      expect(await statusesOf(at, { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toEqual(LET_IN)
    }
  })

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'file://', 'http://localhost', ''])(
    '"auth=none: a foreign Origin … is refused": %j',
    async (origin) => expect(await statusesOf(at, { origin })).toEqual(REFUSED),
  )

  test('NOBET_ALLOWED_ORIGINS', async () => {
    const own = await startOwn({ NOBET_ALLOWED_ORIGINS: 'https://a.example,http://b.example:8080' })
    expect(await statusesOf(own, { origin: 'https://a.example' })).toEqual(LET_IN)
    expect(await statusesOf(own, { origin: 'http://b.example:8080' })).toEqual(LET_IN)
    expect(await statusesOf(own, { origin: 'http://a.example' })).toEqual(REFUSED)
    expect(await statusesOf(own, { origin: 'http://b.example' })).toEqual(REFUSED)
  })
})

describe('the other headers', () => {
  test('"or Sec-Fetch-Site: cross-site is refused", the others are not', async () => {
    expect(await statusesOf(at, { 'sec-fetch-site': 'cross-site' })).toEqual(REFUSED)
    const own = { origin: `http://127.0.0.1:${at.port}`, 'sec-fetch-site': 'cross-site' }
    expect(await statusesOf(at, own)).toEqual(REFUSED)
    for (const site of ['same-origin', 'none']) expect(await statusesOf(at, { 'sec-fetch-site': site })).toEqual(LET_IN)
  })

  test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'X-Forwarded-Anything'])(
    '"as are Forwarded/X-Forwarded-*": %s',
    async (name) => expect(await statusesOf(at, { [name]: 'for=10.0.0.1' })).toEqual(REFUSED),
  )

  test('"a request with neither Origin nor Sec-Fetch-Site (a command line) is let in", without x-nobet-request', async () => {
    expect(await statusesOf(at, {})).toEqual(LET_IN)
  })
})
