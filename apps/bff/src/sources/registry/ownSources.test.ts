import type { ModuleView } from '@nobet/contracts'
import { expect, test } from 'vitest'
import { toOwnSources } from './ownSources.ts'

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

const sourcesOf = (modules: readonly ModuleView[], logReadable = true) =>
  toOwnSources({ startedAt: AT, now: AT, logReadable, modules })

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

test('a log that cannot be read is unavailable', () => {
  expect(sourcesOf([], false)[0]).toMatchObject({ id: 'log', state: 'unavailable', lastOkAt: null })
})
