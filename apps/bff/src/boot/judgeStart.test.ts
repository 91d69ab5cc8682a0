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

test.each(['jwt', 'oidc'])('refuses auth.mode %s rather than pretend to it', (mode) => {
  expect(judge({ auth: { mode } })).toContain('not in this version yet')
})
