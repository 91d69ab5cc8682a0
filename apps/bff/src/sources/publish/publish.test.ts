import { type CloudEvent, HTTP_LIMITS, Problem, PublishReceipt } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import { buildEvent, fakeClock } from '@nobet/testkit'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from '../../http/appEnv.ts'
import { createLogMetrics } from '../../log/logMetrics.ts'
import { createMemoryLog } from '../../log/memoryLog.ts'
import { createMetrics } from '../../metrics/metrics.ts'
import { createPublishRoute } from './publishRoute.ts'

const STRUCTURED = { 'content-type': 'application/cloudevents+json' }
const BATCH = { 'content-type': 'application/cloudevents-batch+json; charset=UTF-8' }
const ADMIN: Caller = { name: 'admin', role: 'admin' }

function open(caller: Caller = ADMIN) {
  const clock = fakeClock()
  const metrics = createMetrics()
  const deps = { clock, newEpoch: () => 'e1', reportError: fail, ...createLogMetrics(metrics, ['finbot']) }
  const log = createMemoryLog(deps, { events: 5000, bytes: 1e9, ageMs: 1e9 })
  const app = new Hono<AppEnv>()
    .use(async (context, next) => {
      context.set('caller', caller)
      context.set('traceId', 'trace-1')
      await next()
    })
    .route('/', createPublishRoute({ log, clock, metrics }))
  const post = async (headers: Record<string, string>, body: BodyInit) =>
    app.request('/events', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
  return {
    metrics,
    log,
    post,
    held: async () => (await log.read(0, { count: 10_000, bytes: 1e9 })).map((entry) => entry.event),
    async accept(headers: Record<string, string>, body: BodyInit) {
      const response = await post(headers, body)
      expect(response.status).toBe(202)
      return PublishReceipt.parse(await response.json()).cursors
    },
    async refuse(headers: Record<string, string>, body: BodyInit) {
      const response = await post(headers, body)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(log.bounds()?.head).toBe(0)
      return Problem.parse(await response.json())
    },
  }
}

test('takes one event in structured mode', async () => {
  const world = open()
  expect(await world.accept(STRUCTURED, JSON.stringify(buildEvent({ id: 'a' })))).toEqual(['e1:1'])
  expect(await world.held()).toMatchObject([{ id: 'a', severity: 'info' }])
})

test('takes a batch, one cursor an event in the order sent, also for the same event twice', async () => {
  const world = open()
  const [a, b] = [buildEvent(), buildEvent()]
  expect(await world.accept(BATCH, JSON.stringify([a, b, a]))).toEqual(['e1:1', 'e1:2', 'e1:1'])
  expect(await world.accept(STRUCTURED, JSON.stringify(b))).toEqual(['e1:2'])
  expect(await world.accept(BATCH, '[]')).toEqual([])
})

test('takes one event in binary mode and decodes its headers', async () => {
  const world = open()
  const headers = {
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-id': 'b-1',
    'ce-source': '/modules/finbot',
    'ce-type': 'mcp.context.updated',
    'ce-module': 'finbot',
    'ce-severity': 'warning',
    'ce-subject': 'N%C3%B6bet%20%22quoted%22',
    'ce-tenant': '"a quoted \\"value\\""',
  }
  expect(await world.accept(headers, '{"customer":"Ülker"}')).toEqual(['e1:1'])
  expect(await world.held()).toMatchObject([
    {
      id: 'b-1',
      subject: 'Nöbet "quoted"',
      tenant: 'a quoted "value"',
      severity: 'warning',
      datacontenttype: 'application/json',
      data: { customer: 'Ülker' },
    },
  ])
})

test('a header that is not percent-encoded UTF-8 is named', async () => {
  const headers = { 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': '%E0%A4%A' }
  expect(await open().refuse(headers, '{}')).toMatchObject({ status: 400, errors: [{ path: 'ce-id' }] })
})

test.each([
  ['text/plain', {}],
  ['application/json', {}],
  ['application/cloudevents+json; charset=utf-16', {}],
  ['application/xml', { 'ce-id': 'x' }],
])('refuses %s with 415', async (type, headers) => {
  expect(await open().refuse({ 'content-type': type, ...headers }, '{}')).toMatchObject({
    status: 415,
    traceId: 'trace-1',
  })
})

test('a partly bad batch is refused whole and says which event and which field', async () => {
  const world = open()
  const { type: _type, ...untyped } = buildEvent()
  const batch = [
    buildEvent(),
    untyped,
    buildEvent({ module: 'Not A Module' }),
    buildEvent({ data: { from: 'nowhere' } }),
    7,
  ]
  const problem = await world.refuse(BATCH, JSON.stringify(batch))
  expect(problem.status).toBe(400)
  expect(problem.errors?.map(({ path }) => path)).toEqual(['1.type', '2.module', '3.data.from', '3.data.to', '4'])
  expect(await world.metrics.badInput.get()).toMatchObject({
    values: [{ labels: { door: 'publish', reason: 'invalid-event' }, value: 1 }],
  })
})

test.each([
  ['not JSON', '{'],
  ['no array', '{}'],
])('a batch that is %s is 400', async (_name, body) => {
  expect(await open().refuse(BATCH, body)).toMatchObject({ status: 400 })
})

test('text that is not UTF-8 is 400', async () => {
  expect(await open().refuse(STRUCTURED, Buffer.from([0xff, 0xfe, 0x7b]))).toMatchObject({ status: 400 })
})

test('too large an event, batch or number of events is 413', async () => {
  const large = buildEvent({ data: { text: 'x'.repeat(HTTP_LIMITS.eventBytes) } })
  expect(await open().refuse(STRUCTURED, JSON.stringify(large))).toMatchObject({ status: 413 })
  const inside = await open().refuse(BATCH, JSON.stringify([buildEvent(), large]))
  expect(inside).toMatchObject({ status: 413, detail: expect.stringContaining('event 1') })
  const many = Array.from({ length: HTTP_LIMITS.batchEvents + 1 }, (_, index) => ({ id: `${index}` }))
  expect(await open().refuse(BATCH, JSON.stringify(many))).toMatchObject({ status: 413 })
  expect(await open().refuse(BATCH, ' '.repeat(HTTP_LIMITS.batchBytes + 1))).toMatchObject({ status: 413 })
})

test('an endless body is cut off at the limit', async () => {
  let pulled = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(16 * 1024))
    },
  })
  expect(await open().refuse(STRUCTURED, endless)).toMatchObject({ status: 413 })
  expect(pulled).toBeLessThan(10)
})

test('a full batch of a thousand events is taken', async () => {
  const batch = Array.from({ length: HTTP_LIMITS.batchEvents }, () => buildEvent())
  expect(await open().accept(BATCH, JSON.stringify(batch))).toHaveLength(HTTP_LIMITS.batchEvents)
})

test("a module's token publishes its own types for its own module and nothing else, all or nothing", async () => {
  const bot: Caller = { name: 'finbot', role: 'viewer', publisher: 'finbot' }
  const own = (overrides: Partial<CloudEvent> = {}) =>
    buildEvent({ type: 'com.example.posted', ...overrides } as Parameters<typeof buildEvent>[0])
  expect(await open(bot).accept(STRUCTURED, JSON.stringify(own()))).toHaveLength(1)
  expect(await open(bot).refuse(BATCH, JSON.stringify([own(), own({ module: 'mubot' })]))).toMatchObject({
    status: 403,
    detail: expect.stringContaining('event 1'),
  })
  expect(await open(bot).refuse(STRUCTURED, JSON.stringify(buildEvent()))).toMatchObject({ status: 403 })
  const viewer: Caller = { name: 'vera', role: 'viewer' }
  expect(await open(viewer).refuse(STRUCTURED, JSON.stringify(own()))).toMatchObject({ status: 403 })
})

test('bytes that say they are JSON become data, others stay as they came, nonsense is refused', async () => {
  const world = open()
  const { data: _data, ...bare } = buildEvent({ type: 'mcp.context.updated' })
  const encoded = Buffer.from('{"a":1}').toString('base64')
  await world.accept(STRUCTURED, JSON.stringify({ ...bare, data_base64: encoded }))
  const bytes = { ...bare, id: 'bytes', type: 'com.example.blob', datacontenttype: 'image/png', data_base64: 'AAEC' }
  await world.accept(STRUCTURED, JSON.stringify(bytes))
  expect(await world.held()).toMatchObject([{ data: { a: 1 } }, { data_base64: 'AAEC' }])
  for (const bad of [{ data_base64: '***' }, { data_base64: 'AAEC', data: 1 }, { data_base64: 7 }]) {
    expect(await open().refuse(STRUCTURED, JSON.stringify({ ...bytes, ...bad }))).toMatchObject({
      status: 400,
      errors: [{ path: 'data_base64' }],
    })
  }
})

test('an event keeps its own trace, or belongs to that of its request', async () => {
  const world = open()
  const own = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  const request = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`
  await world.accept(
    { ...BATCH, traceparent: request },
    JSON.stringify([buildEvent({ traceparent: own }), buildEvent()]),
  )
  expect((await world.held()).map((event) => event.traceparent)).toEqual([own, request])
})

test('while the log cannot be written the answer is 503 with Retry-After', async () => {
  const world = open()
  await world.log.stop()
  const response = await world.post(STRUCTURED, JSON.stringify(buildEvent()))
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
})

test('what was published is counted with labels that nobody outside can choose', async () => {
  const world = open()
  const strange = buildEvent({ type: 'com.attacker.anything', module: 'unheard-of' })
  await world.accept(BATCH, JSON.stringify([buildEvent({ id: 'one' }), buildEvent({ id: 'one' }), strange]))
  const { values } = await world.metrics.eventsPublished.get()
  expect(values.map(({ labels, value }) => [labels.module, labels.event_type, value])).toEqual([
    ['finbot', 'mcp.health.changed', 1],
    ['_other', '_other', 1],
  ])
})

function fail(error: unknown): never {
  throw error
}
