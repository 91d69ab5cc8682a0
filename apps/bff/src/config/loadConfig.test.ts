import { expect, test } from 'vitest'
import { formatFault } from './configFault.ts'
import { toEffectiveConfig } from './effectiveConfig.ts'
import { type ConfigDeps, loadConfig } from './loadConfig.ts'

const given = (files: Record<string, string>, env: Record<string, string> = {}): ConfigDeps => ({
  env,
  exists: (path) => path in files,
  readFile(path) {
    const text = files[path]
    if (text === undefined) throw new Error(`no such file: ${path}`)
    return text
  },
})

const configOf = (deps: ConfigDeps) => {
  const outcome = loadConfig(deps)
  if (outcome.kind === 'faulty') throw new Error(outcome.faults.map(formatFault).join('\n'))
  return outcome.loaded
}

const faultsOf = (deps: ConfigDeps) => {
  const outcome = loadConfig(deps)
  return outcome.kind === 'faulty' ? outcome.faults.map(formatFault) : []
}

const FILE = 'nobet.config.yaml'

test('the environment wins over the file, the file over the defaults', () => {
  const { config } = configOf(given({ [FILE]: 'server:\n  port: 5000\n  host: ::1\n' }, { NOBET_PORT: '6000' }))
  expect(config.server).toMatchObject({ port: 6000, host: '::1', basePath: '' })
})

test('a section written but left empty means its defaults', () => {
  expect(configOf(given({ [FILE]: 'server:\nlog:\n' })).config.server.port).toBe(4400)
})

test('an empty file is fine', () => {
  expect(configOf(given({ [FILE]: '' })).config.server.port).toBe(4400)
})

test('modules come from pairs in the environment; an empty variable means none', () => {
  const file = { [FILE]: 'modules:\n  finbot: http://127.0.0.1:1/mcp\n' }
  const env = { NOBET_MODULES: 'a=http://127.0.0.1:2/mcp, b=http://h/x?k=v' }
  expect(configOf(given(file, env)).config.modules).toEqual({ a: 'http://127.0.0.1:2/mcp', b: 'http://h/x?k=v' })
  expect(configOf(given(file, { NOBET_MODULES: '' })).config.modules).toEqual({})
})

test('a fault in the file names file, line, column, key, what was expected and what stood there', () => {
  const text = 'server:\n  port: seventy\nmodules:\n  Fin: http://127.0.0.1/mcp\n  mubot:\n    url: ftp://x\n'
  expect(faultsOf(given({ [FILE]: text }))).toEqual([
    'nobet.config.yaml:2:3: server.port: expected a port, 0-65535, got "seventy"',
    'nobet.config.yaml:4:3: modules.Fin: expected a module id: 1-64 of a-z, 0-9 and "-", got "http://127.0.0.1/mcp"',
    'nobet.config.yaml:6:5: modules.mubot.url: expected an http:// or https:// URL, got "ftp://x"',
  ])
})

test('an unknown key is named with the one that was probably meant', () => {
  expect(faultsOf(given({ [FILE]: 'server:\n  hots: x\nport: 1\nzzz: 1\n' }))).toEqual([
    'nobet.config.yaml:2:3: server.hots: unknown key (did you mean server.host?)',
    'nobet.config.yaml:3:1: port: unknown key (did you mean server.port?)',
    'nobet.config.yaml:4:1: zzz: unknown key',
  ])
})

test('broken YAML is a fault with its line', () => {
  expect(faultsOf(given({ [FILE]: 'server:\n  port: [1\nlog: 2\n' }))[0]).toMatch(/^nobet\.config\.yaml:\d+:\d+: /)
  expect(faultsOf(given({ [FILE]: '- a\n- b\n' }))).toEqual(['nobet.config.yaml:1:1: expected keys such as "server:"'])
})

test('a fault from the environment names the variable', () => {
  const env = { NOBET_PORT: '99999', NOBET_LOG_AGE: 'soon', NOBET_MODULES: 'finbot', NOBET_AUTH: 'basic' }
  expect(faultsOf(given({}, env))).toEqual([
    'NOBET_MODULES: modules: expected id=url,id=url, got "finbot"',
    'NOBET_PORT: server.port: expected a port, 0-65535, got 99999',
    'NOBET_AUTH: auth.mode: expected "none" | "jwt" | "oidc", got "basic"',
    'NOBET_LOG_AGE: log.age: expected a time such as 24h, 30m, 10s or 500ms, got "soon"',
  ])
})

test('a secret is read from its file, and never printed when it is wrong', () => {
  const deps = given({ '/run/token': 's3cret\n' }, { NOBET_GRAFANA_TOKEN_FILE: '/run/token' })
  expect(configOf(deps).config.grafana.token).toBe('s3cret')
  const wrong = faultsOf(given({}, { NOBET_REDIS_URL: 'http://:hunter2@x' }))
  expect(wrong).toEqual(['NOBET_REDIS_URL: redis.url: expected a redis://, redis+sentinel:// or redis+cluster:// URL'])
})

test('a variable and its file twin together are refused, as is a file that cannot be read', () => {
  expect(faultsOf(given({}, { NOBET_PORT: '1', NOBET_PORT_FILE: '/x' }))[0]).toContain('only one of')
  expect(faultsOf(given({}, { NOBET_PORT_FILE: '/x' }))[0]).toBe(
    'NOBET_PORT_FILE: server.port: expected a readable file (no such file: /x)',
  )
})

test('a file named by NOBET_CONFIG must be there; the default one need not', () => {
  expect(faultsOf(given({}, { NOBET_CONFIG: '/etc/nobet.yaml' }))[0]).toContain(
    'NOBET_CONFIG: expected a readable file',
  )
  expect(configOf(given({})).path).toBeNull()
})

test('a variable that looks like ours and is read by nobody is warned about', () => {
  expect(configOf(given({}, { NOBET_MODULS: 'x', NOBET_FINBOT_PORT: '1' })).warnings).toEqual([
    'NOBET_MODULS is read by nobody; did you mean NOBET_MODULES?',
  ])
})

test('the effective configuration says where each key came from and masks every secret', () => {
  const text = 'modules:\n  finbot:\n    url: http://u:p@h/mcp?key=abc\n    token: t0ken\nlog:\n  age: 1h\n'
  const env = { NOBET_PORT: '5000', NOBET_REDIS_URL: 'redis://:pw@127.0.0.1:6379/0', NOBET_GRAFANA_TOKEN: 'gt0ken' }
  const effective = toEffectiveConfig(configOf(given({ [FILE]: text }, env)))
  const keyOf = (key: string) => effective.keys.find((entry) => entry.key === key)
  expect(keyOf('server.port')).toMatchObject({ value: 5000, origin: 'env', from: 'NOBET_PORT' })
  expect(keyOf('server.host')).toMatchObject({ value: '127.0.0.1', origin: 'default' })
  expect(keyOf('log.age')).toMatchObject({ value: 3_600_000, origin: 'file', from: 'nobet.config.yaml:6:3' })
  expect(keyOf('redis.url')).toMatchObject({ value: 'redis://••••••@127.0.0.1:6379/0', secret: true })
  const shown = JSON.stringify(effective)
  for (const secret of ['t0ken', 'gt0ken', ':pw', 'abc', 'u:p']) expect(shown).not.toContain(secret)
})

test('a panel of the configuration that lacks what a new one needs is named with line and key', () => {
  const text = 'panels:\n  show:\n    - id: queue\n      unit: count\n'
  const lacks = '"queue" is none of the panels there are (latency, request-rate, error-ratio, stream-connections, '
  expect(faultsOf(given({ [FILE]: text }))).toEqual([
    expect.stringContaining(`nobet.config.yaml:3:7: panels.show.0.title: expected a title: ${lacks}`),
    expect.stringContaining(`nobet.config.yaml:3:7: panels.show.0.promql: expected a promql: ${lacks}`),
  ])
})

test('the panels of one module are judged as strictly, though a bare address would do for a module', () => {
  const head = 'modules:\n  finbot:\n    url: http://127.0.0.1:4411/mcp\n'
  const unit = `${head}    panels:\n      show:\n        - { id: latency, unit: furlongs }\n`
  expect(faultsOf(given({ [FILE]: unit }))).toEqual([
    expect.stringMatching(/^nobet\.config\.yaml:6:\d+: modules\.finbot\.panels\.show\.0\.unit: expected "seconds"/),
  ])
  expect(faultsOf(given({ [FILE]: `${head}    pannels: {}\n` }))).toEqual([
    'nobet.config.yaml:4:5: modules.finbot.pannels: unknown key',
  ])
})

test('panels come from JSON in the environment', () => {
  const show = '[{"id":"latency","thresholds":[0.5]}]'
  expect(configOf(given({}, { NOBET_PANELS_SHOW: show })).config.panels.show).toEqual([
    { id: 'latency', thresholds: [0.5] },
  ])
  expect(faultsOf(given({}, { NOBET_PANELS_SHOW: '[{' }))).toEqual([
    'NOBET_PANELS_SHOW: panels.show: expected JSON, got "[{"',
  ])
})
