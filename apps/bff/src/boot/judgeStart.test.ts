import { parseWith } from '@nobet/contracts'
import { Config } from '@nobet/contracts/config'
import { expect, test } from 'vitest'
import { judgeStart } from './judgeStart.ts'

const judge = (input: unknown) => {
  const parsed = parseWith(Config, input)
  if (!parsed.ok) throw new Error('not a configuration')
  return judgeStart(parsed.value)
}

test.each(['127.0.0.1', '::1', 'localhost', '127.0.0.2'])('starts without authentication on %s', (host) => {
  expect(judge({ server: { host } })).toBeUndefined()
})

test.each(['0.0.0.0', '::', '192.168.1.4', 'ops.example'])('refuses to start without authentication on %s', (host) => {
  expect(judge({ server: { host } })).toContain('NOBET_HOST')
})

test('refuses auth.mode oidc rather than pretend to it', () => {
  expect(judge({ auth: { mode: 'oidc' } })).toContain('not in this version yet')
})

const SECRET = '0123456789abcdef0123456789abcdef'

test.each(['127.0.0.1', '0.0.0.0'])('starts with tokens on %s', (host) => {
  expect(judge({ server: { host }, auth: { mode: 'jwt', jwtSecret: SECRET } })).toBeUndefined()
  expect(judge({ server: { host }, auth: { mode: 'jwt', jwksUrl: 'https://id.example/jwks' } })).toBeUndefined()
})

test.each([
  ['no key at all', {}, 'NOBET_JWKS_URL'],
  ['two sources of keys', { jwtSecret: SECRET, jwksUrl: 'https://id.example/jwks' }, 'only one'],
  ['a secret of 31 bytes', { jwtSecret: SECRET.slice(1) }, 'has 31 bytes'],
])('refuses tokens with %s and says what to set', (_what, auth, words) => {
  expect(judge({ auth: { mode: 'jwt', ...auth } })).toContain(words)
})

test('counts the bytes of a secret, not its letters', () => {
  expect(judge({ auth: { mode: 'jwt', jwtSecret: 'ö'.repeat(16) } })).toBeUndefined()
})
