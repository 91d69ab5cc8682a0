import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fakeClock, type FakeClock } from '@nobet/testkit'
import { exportJWK, generateKeyPair, type GenerateKeyPairResult, SignJWT } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import { createJwksKeys, JWKS_COOLDOWN_MS, JWKS_REFRESH_MS, JWKS_RETRY_MS, JWKS_STALE_MAX_MS } from './jwksKeys.ts'
import { createTokenVerifier } from './verifyToken.ts'

interface Key {
  readonly kid: string
  readonly alg: 'RS256' | 'ES256'
  readonly pair: GenerateKeyPairResult
}

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const makeKey = async (kid: string, alg: Key['alg'] = 'ES256'): Promise<Key> => ({
  kid,
  alg,
  pair: await generateKeyPair(alg, { extractable: true }),
})

/** A JWKS address in the test's hands. */
async function serveKeys(keys: Key[]) {
  const state = { keys, answer: 'keys' as 'keys' | 'down' | 'redirect' | 'huge' | 'nonsense', asked: 0 }
  const body = async () => {
    if (state.answer === 'nonsense') return '{"keys":7}'
    if (state.answer === 'huge') return `{"keys":[],"x":"${'x'.repeat(300_000)}"}`
    const jwks = state.keys.map(async ({ kid, alg, pair }) => ({ ...(await exportJWK(pair.publicKey)), kid, alg }))
    return JSON.stringify({ keys: await Promise.all(jwks) })
  }
  const server = createServer((_request, response) => {
    state.asked += 1
    if (state.answer === 'down') return void response.writeHead(500).end()
    if (state.answer === 'redirect') return void response.writeHead(302, { location: '/elsewhere' }).end()
    void body().then((text) => response.end(text))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks` }
}

function openVerifier(url: string, clock: FakeClock) {
  const faults: string[] = []
  const keys = createJwksKeys({ clock, fetch: globalThis.fetch, onFault: (reason) => void faults.push(reason) }, url)
  const verify = createTokenVerifier({ clock, keys }, {})
  const sign = ({ kid, alg, pair }: Key) =>
    new SignJWT({ sub: 'elif', role: 'viewer', exp: clock.now() / 1000 + 86_400 })
      .setProtectedHeader({ alg, kid })
      .sign(pair.privateKey)
  return { faults, judge: async (key: Key) => (await verify(await sign(key))).kind, verify, sign }
}

async function openWorld(keys: Key[]) {
  const clock = fakeClock()
  const server = await serveKeys(keys)
  return { clock, server, ...openVerifier(server.url, clock) }
}

test.each(['RS256', 'ES256'] as const)('%s is verified with the key its kid names', async (alg) => {
  const keys = [await makeKey('a', alg), await makeKey('b', alg)]
  const { judge, server } = await openWorld(keys)
  for (const key of keys) expect(await judge(key)).toBe('valid')
  expect(server.state.asked).toBe(1)
})

test('a key under the name of another is refused', async () => {
  const { judge } = await openWorld([await makeKey('a')])
  expect(await judge(await makeKey('a'))).toBe('refused')
})

test('HS256 with a public key as its secret is refused, as is every algorithm but the two', async () => {
  const key = await makeKey('a', 'RS256')
  const { verify, clock } = await openWorld([key])
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(key.pair.publicKey)))
  const signing = new SignJWT({ sub: 'x', role: 'admin', exp: clock.now() / 1000 + 60 })
  expect(await verify(await signing.setProtectedHeader({ alg: 'HS256', kid: 'a' }).sign(secret))).toMatchObject({
    fault: 'token-signature',
  })
})

describe('rotation', () => {
  test('a new key works as soon as the cooldown allows to ask', async () => {
    const [old, fresh] = [await makeKey('old'), await makeKey('new')]
    const { judge, server, clock } = await openWorld([old])
    expect(await judge(old)).toBe('valid')
    server.state.keys = [old, fresh]
    expect(await judge(fresh)).toBe('refused')
    await clock.advance(JWKS_COOLDOWN_MS)
    expect(await judge(fresh)).toBe('valid')
    expect(await judge(old)).toBe('valid')
  })

  test('a flood of made-up kids is one request a cooldown', async () => {
    const { judge, server, clock } = await openWorld([await makeKey('a')])
    const madeUp = await makeKey('x')
    for (let round = 1; round <= 3; round += 1) {
      await Promise.all(Array.from({ length: 20 }, () => judge(madeUp)))
      expect(server.state.asked).toBe(round)
      await clock.advance(JWKS_COOLDOWN_MS)
    }
  })

  test('a removed key stops working after the refresh', async () => {
    const key = await makeKey('a')
    const { judge, server, clock } = await openWorld([key])
    expect(await judge(key)).toBe('valid')
    server.state.keys = [await makeKey('b')]
    await clock.advance(JWKS_REFRESH_MS + 1)
    await judge(key)
    await expect.poll(() => judge(key), { timeout: 30_000 }).toBe('refused')
  })
})

describe('an address that gives no keys', () => {
  test.each(['down', 'redirect', 'huge', 'nonsense'] as const)(
    '%s: nobody is called a liar, it is unavailable',
    async (answer) => {
      const key = await makeKey('a')
      const { judge, server, clock, faults } = await openWorld([key])
      server.state.answer = answer
      expect(await judge(key)).toBe('unavailable')
      expect(await judge(key)).toBe('unavailable')
      expect([server.state.asked, faults.length]).toEqual([1, 1])
      server.state.answer = 'keys'
      await clock.advance(JWKS_RETRY_MS)
      expect(await judge(key)).toBe('valid')
    },
  )

  test('known keys go on working through an outage, within their bound', async () => {
    const key = await makeKey('a')
    const { judge, server, clock } = await openWorld([key])
    expect(await judge(key)).toBe('valid')
    server.state.answer = 'down'
    await clock.advance(JWKS_STALE_MAX_MS)
    expect(await judge(key)).toBe('valid')
    await clock.advance(JWKS_RETRY_MS + 1)
    await expect.poll(() => judge(key), { timeout: 30_000 }).toBe('unavailable')
  })
})
