import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AdmissionRules, createAdmission, isLoopbackHost, type Knock } from './admission.ts'

const OWN_HOST = '127.0.0.1:4400'

interface Given {
  readonly method?: string
  readonly upgrade?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

function knock({ method = 'GET', upgrade = false, headers = {} }: Given = {}): Knock {
  const all: Record<string, string> = { host: OWN_HOST, ...headers }
  return { method, upgrade, header: (name) => all[name], headerNames: () => Object.keys(all) }
}

const judge = (given: Given, rules: Partial<AdmissionRules> = {}) =>
  createAdmission({ authMode: 'none', allowedOrigins: [], ...rules })(knock(given))

describe('Host', () => {
  test.each(['localhost', 'LOCALHOST:1', '127.0.0.1:4400', '127.8.9.10', '[::1]:4400'])(
    '%s is a loopback name',
    (host) => {
      expect(judge({ headers: { host } })).toBeUndefined()
    },
  )

  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:4400',
    '128.0.0.1',
    '127.0.0.256',
    '127.1',
    '[::2]',
    '',
    'localhost:4400:1',
  ])('%j is not, and is answered 421', (host) => {
    expect(judge({ headers: { host } })).toMatchObject({ status: 421, code: 'misdirected' })
  })

  test('the name of NOBET_PUBLIC_URL is let in, with exactly its port', () => {
    const rules = { publicUrl: 'https://ops.example/nobet' }
    expect(judge({ headers: { host: 'ops.example' } }, rules)).toBeUndefined()
    expect(judge({ headers: { host: 'ops.example:8443' } }, rules)).toMatchObject({ status: 421 })
  })

  test('no text without 127, ::1 or localhost in it is ever a loopback name', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/127|::1|localhost/i.test(text))
        expect(isLoopbackHost(text)).toBe(false)
      }),
    )
  })
})

describe('Origin', () => {
  const own = { origin: `http://${OWN_HOST}` }
  const foreign = { origin: 'https://evil.example' }

  test.each([
    ['GET', false],
    ['POST', false],
    ['GET', true],
  ])('own origin may %s (upgrade: %s)', (method, upgrade) => {
    expect(judge({ method, upgrade, headers: own })).toBeUndefined()
  })

  test.each(['none', 'jwt'] as const)('a foreign origin may not change state or upgrade with auth=%s', (authMode) => {
    expect(judge({ method: 'POST', headers: foreign }, { authMode })).toMatchObject({
      status: 403,
      code: 'foreign-origin',
    })
    expect(judge({ upgrade: true, headers: foreign }, { authMode })).toMatchObject({ status: 403 })
  })

  test('with auth=none a foreign origin may not even read; with tokens it may, the browser shields the answer', () => {
    expect(judge({ headers: foreign })).toMatchObject({ status: 403 })
    expect(judge({ headers: foreign }, { authMode: 'jwt' })).toBeUndefined()
  })

  test.each(['null', 'http://127.0.0.1:9999', 'https://127.0.0.1:4400', 'http://localhost:4400'])(
    '%s is foreign to a page of 127.0.0.1:4400',
    (origin) => {
      expect(judge({ method: 'POST', headers: { origin } })).toMatchObject({ status: 403 })
    },
  )

  test('what NOBET_ALLOWED_ORIGINS and NOBET_PUBLIC_URL name is let in', () => {
    const rules = { allowedOrigins: ['https://a.example/'], publicUrl: 'https://ops.example/nobet' }
    expect(judge({ method: 'POST', headers: { origin: 'https://a.example' } }, rules)).toBeUndefined()
    expect(judge({ upgrade: true, headers: { origin: 'https://ops.example' } }, rules)).toBeUndefined()
  })

  test('a request with neither Origin nor Sec-Fetch-Site, a command line, is let in', () => {
    expect(judge({ method: 'POST' })).toBeUndefined()
  })
})

describe('auth=none', () => {
  test('a cross-site request is refused; same-origin and typed addresses are not', () => {
    expect(judge({ headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403 })
    expect(judge({ headers: { 'sec-fetch-site': 'same-origin' } })).toBeUndefined()
    expect(judge({ headers: { 'sec-fetch-site': 'none' } })).toBeUndefined()
    expect(judge({ headers: { 'sec-fetch-site': 'cross-site' } }, { authMode: 'jwt' })).toBeUndefined()
  })

  test.each(['forwarded', 'x-forwarded-for', 'X-Forwarded-Host', 'x-forwarded-proto'])('%s is refused', (name) => {
    expect(judge({ headers: { [name]: 'x' } })).toMatchObject({ status: 403, code: 'forwarded-without-auth' })
    expect(judge({ headers: { [name]: 'x' } }, { authMode: 'oidc' })).toBeUndefined()
  })
})
