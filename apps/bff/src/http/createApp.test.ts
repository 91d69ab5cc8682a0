import { fakeClock } from '@nobet/testkit'
import { Hono } from 'hono'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createAdmission } from '../access/admission.ts'
import { createNoAuth } from '../access/noAuth.ts'
import { createMetrics } from '../metrics/metrics.ts'
import type { AppEnv } from './appEnv.ts'
import { createApp } from './createApp.ts'

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`

function startApp() {
  const lines: unknown[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const api = new Hono<AppEnv>()
    .get('/big', (context) => context.json({ text: 'nöbet '.repeat(1000) }))
    .get('/events/stream', () => new Response('event: x\n\n', { headers: { 'content-type': 'text/event-stream' } }))
    .get('/broken', () => {
      throw new Error('a bug with secrets in it')
    })
  const randomBytes = (size: number) => new Uint8Array(size).fill(0xab)
  const judgeAdmission = createAdmission({ authMode: 'none', allowedOrigins: [] })
  const authenticator = createNoAuth()
  const app = createApp(
    {
      logger,
      clock: fakeClock(),
      metrics: createMetrics(),
      randomBytes,
      authenticator,
      judgeAdmission,
      audit: { record: () => {} },
    },
    { api: [api], open: [], web: async () => new Response('page') },
    '',
  )
  const ask = (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers: { host: '127.0.0.1', ...headers } })
  return { ask, lines }
}

test('a request joins the trace of its caller, and its log line carries both ids', async () => {
  const { ask, lines } = startApp()
  const response = await ask('/api/v1/big', { traceparent: TRACEPARENT, 'x-request-id': 'req-7' })
  expect(response.headers.get('x-request-id')).toBe('req-7')
  expect(lines).toMatchObject([{ trace_id: TRACE_ID, requestId: 'req-7', path: '/api/v1/big', status: 200, level: 30 }])
})

test.each([
  ['a broken traceparent', { traceparent: '00-xyz-1-01' }],
  ['an all-zero trace', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
  ['a request id that could break a log', { 'x-request-id': 'a b' }],
])('%s is replaced by ids of our own', async (_what, headers) => {
  const { ask, lines } = startApp()
  await ask('/api/v1/big', headers)
  expect(lines).toMatchObject([{ trace_id: 'ab'.repeat(16), requestId: 'ab'.repeat(8) }])
})

test('a bug in a route is a 500 that tells nothing but its trace id; the log has the rest', async () => {
  const { ask, lines } = startApp()
  const response = await ask('/api/v1/broken', { traceparent: TRACEPARENT })
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(text).toContain(TRACE_ID)
  expect(text).not.toContain('secrets')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(JSON.stringify(lines)).toContain('a bug with secrets in it')
})

test('JSON is compressed for who takes it, a live stream never', async () => {
  const { ask } = startApp()
  const gzip = { 'accept-encoding': 'gzip' }
  expect((await ask('/api/v1/big', gzip)).headers.get('content-encoding')).toBe('gzip')
  expect((await ask('/api/v1/big')).headers.get('content-encoding')).toBeNull()
  expect((await ask('/api/v1/events/stream', gzip)).headers.get('content-encoding')).toBeNull()
})

test('what is no route of the API is a problem, everything else is the page', async () => {
  const { ask } = startApp()
  expect((await ask('/api')).headers.get('content-type')).toBe('application/problem+json')
  expect((await ask('/api/v2/x')).status).toBe(404)
  expect(await (await ask('/apis')).text()).toBe('page')
})
