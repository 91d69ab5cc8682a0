import { fakeClock } from '@nobet/testkit'
import fc from 'fast-check'
import { type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { createSecretKey, toSecretBytes } from './secretKey.ts'
import { CLOCK_SKEW_S, createTokenVerifier, type VerifierRules } from './verifyToken.ts'

const SECRET = 'a secret of the tests, long enough'
const HOUR_S = 3_600

function open(rules: VerifierRules = {}) {
  const clock = fakeClock()
  const now = clock.now() / 1000
  const verify = createTokenVerifier({ clock, keys: createSecretKey(SECRET) }, rules)
  const sign = (claims: JWTPayload, { alg = 'HS256', secret = SECRET } = {}) =>
    new SignJWT({ sub: 'elif', role: 'operator', exp: now + HOUR_S, ...claims })
      .setProtectedHeader({ alg })
      .sign(toSecretBytes(secret))
  return { clock, now, verify, sign, judge: async (claims: JWTPayload) => await verify(await sign(claims)) }
}

describe('a good token', () => {
  test('names its caller and until when, by the wall clock and by elapsed time', async () => {
    const { clock, now, judge } = open()
    await clock.advance(5_000)
    expect(await judge({ modules: ['finbot'] })).toEqual({
      kind: 'valid',
      caller: {
        name: 'elif',
        role: 'operator',
        modules: ['finbot'],
        expiresAt: (now + HOUR_S) * 1000,
        deadline: HOUR_S * 1000,
      },
    })
  })

  test('of a module needs no role and makes a publisher', async () => {
    const outcome = await open().judge({ role: undefined, module: 'finbot' })
    expect(outcome).toMatchObject({ kind: 'valid', caller: { publisher: 'finbot', role: 'viewer' } })
  })

  test('may be from an issuer whose clock is a little ahead, and not more', async () => {
    const { now, judge } = open()
    expect(await judge({ nbf: now + CLOCK_SKEW_S - 1, iat: now + CLOCK_SKEW_S - 1 })).toMatchObject({ kind: 'valid' })
    expect(await judge({ nbf: now + CLOCK_SKEW_S + 2 })).toMatchObject({ fault: 'token-not-yet-valid' })
    expect(await judge({ iat: now + CLOCK_SKEW_S + 2 })).toMatchObject({ fault: 'token-not-yet-valid' })
  })
})

describe('a refused token says why', () => {
  test.each([
    ['an unknown role', { role: 'root' }, 'token-claims'],
    ['no role and no module', { role: undefined }, 'token-claims'],
    ['a role in a list', { role: ['admin'] }, 'token-claims'],
    ['no name', { sub: undefined }, 'token-claims'],
    ['a name with a line break', { sub: 'a\nb' }, 'token-claims'],
    ['modules that are none', { modules: ['Fin Bot'] }, 'token-claims'],
    ['modules as text', { modules: 'finbot' }, 'token-claims'],
    ['a module that is none', { module: '../x' }, 'token-claims'],
    ['no end', { exp: undefined }, 'token-claims'],
    ['an end that is no number', { exp: 'never' }, 'token-claims'],
    ['an end before all time', { exp: -1 }, 'token-expired'],
  ])('%s', async (_what, claims, fault) => {
    // The claims are wrong on purpose; the signer does not look at them.
    expect(await open().judge(claims as unknown as JWTPayload)).toMatchObject({ kind: 'refused', fault })
  })

  test('the end has no grace: at its very second it is over', async () => {
    const { now, judge } = open()
    expect(await judge({ exp: now + 1 })).toMatchObject({ kind: 'valid' })
    expect(await judge({ exp: now })).toMatchObject({ fault: 'token-expired' })
  })

  test('issuer and audience are held to what is configured', async () => {
    const { judge } = open({ issuer: 'https://id.example', audience: 'nobet' })
    expect(await judge({ iss: 'https://id.example', aud: ['nobet', 'x'] })).toMatchObject({ kind: 'valid' })
    expect(await judge({ iss: 'https://evil.example', aud: 'nobet' })).toMatchObject({ fault: 'token-issuer' })
    expect(await judge({ iss: 'https://id.example', aud: 'other' })).toMatchObject({ fault: 'token-audience' })
    expect(await judge({})).toMatchObject({ kind: 'refused' })
  })

  test.each(['HS384', 'HS512'])('%s with the right secret', async (alg) => {
    const { verify, sign } = open()
    expect(await verify(await sign({}, { alg, secret: SECRET.repeat(3) }))).toMatchObject({ fault: 'token-signature' })
    expect(await verify(await sign({}, { alg }))).toMatchObject({ fault: 'token-signature' })
  })

  test('no algorithm at all', async () => {
    const { now, verify } = open()
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const bare = `${part({ alg: 'none' })}.${part({ sub: 'x', role: 'admin', exp: now + HOUR_S })}.`
    expect(await verify(bare)).toMatchObject({ kind: 'refused' })
    expect(await verify(`${bare}x`)).toMatchObject({ fault: 'token-signature' })
  })
})

describe('whatever is presented', () => {
  test('no text is taken, and none makes the verifier throw', async () => {
    const { verify } = open()
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    )
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.tuple(part, part, part).map((parts) => parts.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(text, async (token) => {
        expect((await verify(token)).kind).toBe('refused')
      }),
    )
  })

  test('a good token with any one letter changed, left out or put in is refused', async () => {
    const { verify, sign } = open()
    const token = await sign({})
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.='
    const letter = fc.constantFrom(...letters.split(''))
    const change = fc.constantFrom('replace', 'insert', 'remove')
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), letter, change, async (at, put, how) => {
        const mutated = token.slice(0, at) + (how === 'remove' ? '' : put) + token.slice(how === 'insert' ? at : at + 1)
        fc.pre(mutated !== token && !isSameBytes(mutated, token))
        expect((await verify(mutated)).kind).toBe('refused')
      }),
      { numRuns: 300 },
    )
  })

  test('any payload is either refused or names a role there is', async () => {
    const { verify, now } = open()
    const claims = fc.record(
      { sub: fc.anything(), role: fc.anything(), modules: fc.anything(), module: fc.anything(), exp: fc.anything() },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(claims, async (given) => {
        const payload = JSON.parse(JSON.stringify(given) ?? '{}') as JWTPayload
        const signing = new SignJWT(payload).setProtectedHeader({ alg: 'HS256' })
        const token = await signing.setExpirationTime(now + HOUR_S).sign(toSecretBytes(SECRET))
        const outcome = await verify(token)
        expect(outcome.kind === 'refused' || outcome.kind === 'valid').toBe(true)
        expect(outcome.kind === 'valid' && !['viewer', 'operator', 'admin'].includes(outcome.caller.role)).toBe(false)
      }),
    )
  })
})

/** Base64url has idle bits in its last letter: two texts may be the same bytes. */
const isSameBytes = (a: string, b: string): boolean => {
  const bytes = (token: string) => token.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'))
  return a.slice(0, a.lastIndexOf('.')) === b.slice(0, b.lastIndexOf('.')) && bytes(a).join() === bytes(b).join()
}
