import { fakeClock } from '@nobet/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { type ConnectedModule, connectTo } from '../testing.ts'
import { judgeOutlook } from './moduleBook.ts'
import { createObservability, type ObservabilityOptions } from './observability.ts'

const PANEL = 'http://panel.test:4400'
const PROMETHEUS = 'http://prometheus.test:9090'
const SINCE = '2026-11-22T16:00:00.000Z'

const moduleView = (id: string, state: string) => ({
  id,
  title: id,
  url: null,
  state,
  since: SINCE,
  observedAt: SINCE,
  intervalMs: 10_000,
  nextProbeAt: null,
  failures: 0,
  failureThreshold: 3,
  rungs: [],
  recent: [],
  latencyMs: { p50: 1, p95: 2, p99: 3 },
  durationMs: 5,
})
const logItem = {
  cursor: 'e:1',
  event: { specversion: '1.0', id: '1', source: '/x', type: 'mcp.health.changed', time: SINCE, severity: 'warning' },
}

let connected: ConnectedModule | undefined
afterEach(() => connected?.stop())

async function start(options: ObservabilityOptions, answer: (url: URL) => Response) {
  const asked: URL[] = []
  connected = await connectTo(createObservability(options), fakeClock(), async (input) => {
    const url = new URL(input instanceof Request ? input.url : input)
    asked.push(url)
    return answer(url)
  })
  const { client } = connected
  const call = (name: string, args: Record<string, unknown> = {}) => client.callTool({ name, arguments: args })
  return { call, asked }
}

describe('without configuration', () => {
  it.each([
    ['list_modules', {}, 'NOBET_PANEL_URL'],
    ['recent_events', {}, 'NOBET_PANEL_URL'],
    ['run_promql', { query: 'up' }, 'NOBET_PROMETHEUS_URL'],
  ])('%s says what to set', async (name, args, key) => {
    const { call, asked } = await start({}, () => Response.error())
    const result = await call(name, args)
    expect(result).toMatchObject({ isError: true, _meta: { 'dev.nobet/code': 'not_configured' } })
    expect(JSON.stringify(result.content)).toContain(key)
    expect(asked).toEqual([])
  })
})

describe('with a panel', () => {
  it('lists modules with state and latency, and asks the panel once while the list is fresh', async () => {
    const { call, asked } = await start({ panel: { url: PANEL } }, () =>
      Response.json({ modules: [moduleView('finbot', 'healthy'), moduleView('mubot', 'down')] }),
    )
    const result = await call('list_modules', { state: 'down' })
    expect(result.structuredContent).toMatchObject({ modules: [{ id: 'mubot', state: 'down', p95Ms: 2 }] })
    await call('list_modules')
    expect(asked.map((url) => url.pathname)).toEqual(['/api/v1/modules'])
  })

  it('passes the question on and hands back events with their cursors', async () => {
    const recovery = { state: 'complete', recovered: 0, lost: 0 }
    const { call, asked } = await start({ panel: { url: PANEL } }, () =>
      Response.json({ events: [logItem], cursor: 'e:1', recovery }),
    )
    const result = await call('recent_events', { module: 'finbot', minSeverity: 'warning', limit: 5 })
    expect(result.structuredContent).toMatchObject({ cursor: 'e:1', events: [{ type: 'mcp.health.changed' }] })
    expect(asked[0]?.search).toBe('?limit=5&module=finbot&minSeverity=warning')
  })

  it('says that the panel does not answer, keeps nothing of it, and recovers by itself', async () => {
    let down = true
    const { call } = await start({ panel: { url: PANEL } }, () => {
      if (down) throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
      return Response.json({ modules: [] })
    })
    const failed = await call('list_modules')
    expect(failed).toMatchObject({ isError: true, _meta: { 'dev.nobet/code': 'unavailable' } })
    expect(JSON.stringify(failed.content)).toContain('ECONNREFUSED')
    down = false
    expect((await call('list_modules')).isError).toBeUndefined()
  })
})

describe('with a Prometheus', () => {
  it('answers a query in its own shape, at most 200 series', async () => {
    const result = Array.from({ length: 201 }, (_, n) => ({ metric: { n: String(n) }, value: [1, '1'] }))
    const { call, asked } = await start({ prometheusUrl: PROMETHEUS }, () =>
      Response.json({ status: 'success', data: { resultType: 'vector', result } }),
    )
    const answer = await call('run_promql', { query: 'up == 1' })
    expect(answer.structuredContent).toMatchObject({ resultType: 'vector', truncated: true, result: { length: 200 } })
    expect(asked[0]?.searchParams.get('query')).toBe('up == 1')
  })

  it("hands on Prometheus's own words about a bad query", async () => {
    const { call } = await start({ prometheusUrl: PROMETHEUS }, () =>
      Response.json({ status: 'error', errorType: 'bad_data', error: 'parse error at char 3' }, { status: 400 }),
    )
    const answer = await call('run_promql', { query: 'up{' })
    expect(answer.isError).toBe(true)
    expect(JSON.stringify(answer.content)).toContain('parse error at char 3')
  })
})

it('is troubled while any module is not healthy', () => {
  expect(judgeOutlook([{ state: 'healthy' }])).toBe('steady')
  expect(judgeOutlook([{ state: 'healthy' }, { state: 'stale' }])).toBe('troubled')
})
