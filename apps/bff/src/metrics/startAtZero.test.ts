import { buildEvent } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { createLogMetrics } from '../log/logMetrics.ts'
import { createMetrics } from './metrics.ts'
import { startAtZero } from './startAtZero.ts'

test('the first event of a known kind is a step from 0, not a series that begins at 1', async () => {
  const metrics = createMetrics()
  startAtZero(metrics, ['finbot'])
  const before = await metrics.registry.metrics()
  const series = 'mcp_websocket_events_published_total{module="finbot",event_type="mcp.context.updated"}'
  expect(before).toContain(`${series} 0\n`)
  createLogMetrics(metrics, ['finbot']).onAppended([
    { event: buildEvent({ module: 'finbot', type: 'mcp.context.updated' }) },
  ])
  const after = await metrics.registry.metrics()
  expect(after).toContain(`${series} 1\n`)
  expect(names(after)).toEqual(names(before))
})

test('TTL changes are counted by module and cause, whatever else a change says', async () => {
  const metrics = createMetrics()
  const log = createLogMetrics(metrics, ['finbot'])
  const change = { key: 'mcp:finbot:x', existed: true, exists: true, previousTtlMs: 1, ttlMs: 2, mode: 'events' }
  const publish = (module: string, data: unknown) =>
    log.onAppended([{ event: buildEvent({ module, type: 'cache.ttl.changed', data }) }])
  publish('finbot', { ...change, cause: 'expire' })
  publish('unheard', { ...change, cause: 'persist' })
  publish('finbot', { ...change, cause: 'made-up' })
  const lines = (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('nobet_cache_ttl'))
  expect(lines).toEqual([
    'nobet_cache_ttl_changes_total{module="finbot",cause="expire"} 1',
    'nobet_cache_ttl_changes_total{module="_other",cause="persist"} 1',
  ])
})

test('the first catalogue of a module is no change of it, each later one is', async () => {
  const metrics = createMetrics()
  startAtZero(metrics, ['finbot'])
  const log = createLogMetrics(metrics, ['finbot'])
  const publish = (before: string | null, after: string) => {
    const data = { before, after, added: [], removed: [], changed: ['tool:pay'] }
    log.onAppended([{ event: buildEvent({ module: 'finbot', type: 'mcp.catalogue.changed', data }) }])
  }
  const counted = async () =>
    /nobet_module_catalogue_changes_total\{module="finbot"\} (\d+)/.exec(await metrics.registry.metrics())?.[1]
  publish(null, 'a')
  expect(await counted()).toBe('0')
  publish('a', 'b')
  expect(await counted()).toBe('1')
})

const names = (text: string) =>
  text.split('\n').flatMap((line) => (/^nobet_|^mcp_/.test(line) ? line.split(' ')[0] : []))
