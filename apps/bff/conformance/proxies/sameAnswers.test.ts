import { startPrometheus } from '@nobet/testkit/servers'
// PROTOCOL "Upstream proxies": "Answers, status codes and error bodies are the upstream's own".
import { beforeAll, describe, expect, test } from 'vitest'
import { lastWholeHour, toHistory } from '../../faults/upstreams/history.fixture.ts'
import { type Outside, startOutside } from '../outsider.fixture.ts'
import { FORM, onFileFinished } from './proxies.fixture.ts'

const range = lastWholeHour(Date.now())
const { start, end } = range

let at: Outside
let direct: string
beforeAll(async () => {
  const prometheus = await startPrometheus({ history: toHistory(range) })
  onFileFinished(() => prometheus.stop())
  direct = `${prometheus.url}/`
  at = await startOutside({ NOBET_PROMETHEUS_URL: prometheus.url })
  onFileFinished(() => at.panel.stop())
})

interface Answer {
  readonly status: number
  readonly type: string | null
  readonly allow: string | null
  readonly body: string
}

async function ask(base: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(new URL(path, base), { redirect: 'manual', ...init })
  const { status, headers } = response
  return { status, type: headers.get('content-type'), allow: headers.get('allow'), body: await response.text() }
}

async function expectSame(path: string, init?: RequestInit): Promise<Answer> {
  const own = await ask(direct, path, init)
  expect(await ask(new URL('api/prometheus/', at.url).href, path, init)).toEqual(own)
  return own
}

const query = (params: Readonly<Record<string, string>>) => new URLSearchParams(params).toString()
const whole = { start: String(start), end: String(end), step: '60' }

const GOOD: Readonly<Record<string, string>> = {
  'a vector': `api/v1/query?${query({ query: 'shop_requests', time: String(end) })}`,
  'a scalar': `api/v1/query?${query({ query: '1', time: String(end) })}`,
  'a text': `api/v1/query?${query({ query: '"x"', time: String(end) })}`,
  'not a number and both infinities': `api/v1/query?${query({ query: 'vector(0)/0 or on(a) vector(1)/0', time: String(end) })}`,
  'nothing found': `api/v1/query?${query({ query: 'no_such_metric', time: String(end) })}`,
  'a label nobody has': `api/v1/query?${query({ query: 'shop_requests{nope="x"}', time: String(end) })}`,
  'letters of every alphabet': `api/v1/query?${query({ query: 'shop_requests{route="nöbet ☕ 深夜 \\u0000"}', time: String(end) })}`,
  'a matrix': `api/v1/query_range?${query({ query: 'shop_requests', ...whole })}`,
  'a matrix of a subquery': `api/v1/query_range?${query({ query: 'max_over_time(shop_requests[5m:1m])', ...whole })}`,
  'a range that is not a multiple of its step': `api/v1/query_range?${query({ query: 'shop_requests', start: String(start + 7), end: String(end - 11), step: '13' })}`,
  'times as RFC 3339': `api/v1/query_range?${query({ query: 'shop_requests', start: new Date(start * 1000).toISOString(), end: new Date(end * 1000).toISOString(), step: '1m' })}`,
  labels: `api/v1/labels?${query({ start: String(start), end: String(end) })}`,
  'values of a label': `api/v1/label/route/values?${query({ start: String(start), end: String(end) })}`,
  series: `api/v1/series?${query({ 'match[]': 'shop_requests', start: String(start), end: String(end) })}`,
  'several matchers': `api/v1/series?match[]=shop_requests{route="ping"}&match[]=up&start=${start}&end=${end}`,
  'a formatted query': `api/v1/format_query?${query({ query: 'sum(rate(up[5m]))' })}`,
  metadata: 'api/v1/metadata',
  rules: 'api/v1/rules',
  'the version': 'api/v1/status/buildinfo',
}

const BAD: Readonly<Record<string, readonly [number, string]>> = {
  'a query that cannot be read': [400, `api/v1/query?${query({ query: 'sum(' })}`],
  'no query': [400, 'api/v1/query'],
  'a NUL in a query': [400, 'api/v1/query?query=%00'],
  'bytes that are no UTF-8': [400, 'api/v1/query?query=%ff%fe'],
  'a time that is none': [400, `api/v1/query?${query({ query: 'up', time: 'yesterday' })}`],
  'an end before its start': [400, `api/v1/query_range?${query({ query: 'up', start: '100', end: '50', step: '1' })}`],
  'a step of 0': [400, `api/v1/query_range?${query({ query: 'up', start: '50', end: '100', step: '0' })}`],
  'more than 11,000 points': [400, `api/v1/query_range?${query({ query: 'up', start: '0', end: '86400', step: '1' })}`],
  'a budget that is none': [400, `api/v1/query?${query({ query: 'up', timeout: '1ns' })}`],
  'many to many': [422, `api/v1/query?${query({ query: 'shop_requests * on() shop_requests', time: String(end) })}`],
  'a label name that is none': [400, 'api/v1/label/0bad/values'],
  'series without a matcher': [400, 'api/v1/series'],
  'a matcher that cannot be read': [400, 'api/v1/series?match[]={'],
}

describe('an answer', () => {
  test.each(Object.entries(GOOD))('%s', async (_name, path) => {
    expect((await expectSame(path)).status).toBe(200)
  })

  test.each(Object.entries(GOOD).filter(([, path]) => /\/(query|query_range|labels|series)\?/.test(path)))(
    'by POST, %s',
    async (_name, path) => {
      const [to = '', body = ''] = path.split('?')
      expect((await expectSame(to, { method: 'POST', headers: { 'content-type': FORM }, body })).status).toBe(200)
    },
  )
})

describe('an error', () => {
  test.each(Object.entries(BAD))('%s', async (_name, [status, path]) => {
    expect((await expectSame(path)).status).toBe(status)
    // Once more, should the first have been remembered.
    expect((await expectSame(path)).status).toBe(status)
  })

  test('a body of another kind is what Prometheus makes of it, or is refused as such', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"up"}' }
    const answer = await ask(new URL('api/prometheus/', at.url).href, 'api/v1/query', init)
    expect([400, 415]).toContain(answer.status)
  })
})

describe('what came by POST is not what came by GET', () => {
  test('the parameters of the address and of the body both count, as for Prometheus', async () => {
    const body = query({ query: 'shop_requests', ...whole })
    const headers = { 'content-type': FORM }
    const split = `api/v1/query_range?${query({ step: '120' })}`
    await expectSame(split, { method: 'POST', headers, body })
    await expectSame('api/v1/query_range', { method: 'POST', headers, body })
    await expectSame(`api/v1/query_range?${body}&step=120`)
    await expectSame(`api/v1/query_range?step=120&${body}`)
  })

  test('a body sent in chunks', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of ['query=shop_', `requests&time=${end}`]) controller.enqueue(new TextEncoder().encode(part))
        controller.close()
      },
    })
    const streamed = { method: 'POST', headers: { 'content-type': FORM }, body: chunks, duplex: 'half' } as RequestInit
    const panel = await ask(new URL('api/prometheus/', at.url).href, 'api/v1/query', streamed)
    const body = query({ query: 'shop_requests', time: String(end) })
    expect(panel).toEqual(
      await ask(direct, 'api/v1/query', { method: 'POST', headers: { 'content-type': FORM }, body }),
    )
  })
})
