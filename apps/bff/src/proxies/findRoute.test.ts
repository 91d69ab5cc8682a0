import { describe, expect, test } from 'vitest'
import type { UpstreamId } from '../upstreams/gateway.ts'
import { createFindRoute } from './findRoute.ts'

const find = createFindRoute(['prometheus', 'tempo'])
const permissionOf = (upstream: UpstreamId, line: string) => {
  const [method = '', path = ''] = line.split(' ')
  return find(upstream, method, path)?.permission
}

test.each([
  ['prometheus', 'GET /api/v1/query', 'metrics:read'],
  ['prometheus', 'HEAD /api/v1/query', 'metrics:read'],
  ['prometheus', 'POST /api/v1/series', 'metrics:read'],
  ['prometheus', 'GET /api/v1/label/__name__/values', 'metrics:read'],
  ['prometheus', 'GET /api/v1/rules', 'alerts:read'],
  ['prometheus', 'GET /api/v1/targets', 'config:read'],
  ['alertmanager', 'GET /api/v2/alerts', 'alerts:read'],
  ['alertmanager', 'GET /api/v2/status', 'config:read'],
  ['alertmanager', 'POST /api/v2/silences', 'silences:write'],
  ['alertmanager', 'DELETE /api/v2/silence/2b05304e-a71c-48c0-a877-bb4824e84969', 'silences:write'],
  ['grafana', 'POST /api/annotations', 'annotations:write'],
  ['grafana', 'GET /api/datasources/proxy/uid/tempo/api/v2/search/tag/resource.service.name/values', 'metrics:read'],
  ['grafana', 'POST /api/datasources/proxy/uid/prometheus/api/v1/query_range', 'metrics:read'],
  ['grafana', 'GET /api/datasources/proxy/uid/prometheus/api/v1/status/config', 'config:read'],
  ['tempo', 'GET /api/v2/traces/225b1e3876e869e6a6d6dc337ceb4137', 'metrics:read'],
] as const)('%s %s needs %s', (upstream, line, permission) => {
  expect(permissionOf(upstream, line)).toBe(permission)
})

test.each([
  ['prometheus', 'POST /api/v1/rules'],
  ['prometheus', 'OPTIONS /api/v1/query'],
  ['prometheus', 'GET /api/v1/query/'],
  ['prometheus', 'GET /api/v1/label/./values'],
  ['prometheus', 'GET /api/v1/label/../values'],
  ['prometheus', 'GET /api/v1/label/a%2Fb/values'],
  ['prometheus', 'GET /api/v1/label/a/values\n'],
  ['prometheus', 'GET /api/v1/labelXjob/values'],
  ['alertmanager', 'DELETE /api/v2/silence/..'],
  ['alertmanager', 'POST /api/v2/alerts'],
  ['grafana', 'GET /api/datasources/uid/other/health'],
  ['grafana', 'GET /api/datasources/proxy/uid/prometheus2/api/v1/query'],
  ['grafana', 'GET /api/datasources/proxy/uid/prometheus/-/reload'],
  ['grafana', 'GET /apis/dashboardXgrafana.app/v1/namespaces/default/dashboards/x'],
  ['tempo', 'POST /api/search'],
] as const)('%s %s is on no list', (upstream, line) => {
  const space = line.indexOf(' ')
  expect(find(upstream, line.slice(0, space), line.slice(space + 1))).toBeUndefined()
})

describe('without open datasources', () => {
  test('none can be asked', () => {
    const closed = createFindRoute([])
    expect(closed('grafana', 'GET', '/api/datasources/uid/prometheus/health')).toBeUndefined()
    expect(closed('grafana', 'GET', '/api/datasources/proxy/uid//api/v1/query')).toBeUndefined()
    expect(closed('grafana', 'GET', '/api/search')).toBeDefined()
  })
})
