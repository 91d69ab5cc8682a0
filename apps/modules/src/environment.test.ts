import { expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'

it('takes the default port of each module, its own variable before that, and NOBET_MODULE_PORT before all', () => {
  const portOf = (name: string, env: Record<string, string>) => {
    const read = readEnvironment(name, env)
    return read.ok ? read.environment.port : read.faults
  }
  expect(['finbot', 'mubot', 'observability'].map((name) => portOf(name, {}))).toEqual([4411, 4412, 4413])
  expect(portOf('mubot', { NOBET_MUBOT_PORT: '5000', NOBET_FINBOT_PORT: '1' })).toBe(5000)
  expect(portOf('mubot', { NOBET_MUBOT_PORT: '5000', NOBET_MODULE_PORT: '0' })).toBe(0)
})

it('carries the panel with its token, and treats an empty variable as not set', () => {
  const read = readEnvironment('finbot', {
    NOBET_PANEL_URL: 'http://127.0.0.1:4400/',
    NOBET_MODULE_TOKEN: 't',
    NOBET_PROMETHEUS_URL: '',
  })
  expect(read).toEqual({
    ok: true,
    environment: { module: 'finbot', port: 4411, panel: { url: 'http://127.0.0.1:4400', token: 't' } },
  })
})

it('names every fault with its key at once', () => {
  const read = readEnvironment('finbot', {
    NOBET_MODULE_PORT: 'x',
    NOBET_PANEL_URL: 'ftp://a',
    NOBET_PROMETHEUS_URL: '::',
  })
  expect(read).toMatchObject({ ok: false, faults: { length: 3 } })
})

it('says which modules there are when it is given none', () => {
  expect(readEnvironment(undefined, {})).toEqual({
    ok: false,
    faults: ['expected one of finbot, mubot, observability as argument'],
  })
})
