import type { ModuleView } from '@nobet/contracts'
import { expect, test } from 'vitest'
import { type OwnSourcesInput, toOwnSources } from './ownSources.ts'

const AT = Date.parse('2026-11-22T17:00:00Z')

const view = (id: string, state: ModuleView['state']): ModuleView => ({
  id,
  title: id,
  url: null,
  state,
  since: '2026-11-22T16:00:00Z',
  observedAt: state === 'unknown' ? null : '2026-11-22T16:59:55Z',
  intervalMs: null,
  nextProbeAt: null,
  failures: 0,
  failureThreshold: 3,
  rungs: [],
  recent: [],
  latencyMs: null,
  durationMs: null,
})

const LIVE: OwnSourcesInput['log'] = { kind: 'memory', state: 'live', since: AT, lastOkAt: AT }

const sourcesOf = (modules: readonly ModuleView[], log = LIVE) => toOwnSources({ startedAt: AT, log, modules })

test('without modules there is nothing to probe, which is not a fault', () => {
  expect(sourcesOf([])[1]).toMatchObject({ id: 'modules', state: 'not_configured' })
})

test('probing works when every module was observed, even one that is down', () => {
  expect(sourcesOf([view('a', 'down'), view('b', 'healthy')])[1]).toMatchObject({
    state: 'live',
    lastOkAt: '2026-11-22T16:59:55Z',
  })
})

test('a module not observed lately degrades probing; none observed makes it unavailable', () => {
  expect(sourcesOf([view('a', 'stale'), view('b', 'healthy')])[1]).toMatchObject({
    state: 'degraded',
    error: 'not observed: a',
  })
  expect(sourcesOf([view('a', 'unknown')])[1]).toMatchObject({ state: 'unavailable', lastOkAt: null })
})

test('a log that is away says since when, why, and when it last was there', () => {
  const away = {
    kind: 'redis',
    state: 'unavailable',
    since: AT,
    lastOkAt: AT - 1,
    error: 'Connection is closed.',
  } as const
  expect(sourcesOf([], away)[0]).toEqual({
    id: 'log',
    kind: 'redis',
    use: 'data',
    key: 'redis.url',
    state: 'unavailable',
    since: '2026-11-22T17:00:00.000Z',
    lastOkAt: '2026-11-22T16:59:59.999Z',
    error: 'Connection is closed.',
  })
})
