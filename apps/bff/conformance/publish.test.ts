// PROTOCOL "The same log over HTTP": POST /api/v1/events.
import { PublishReceipt } from '@nobet/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BATCH,
  get,
  headOf,
  offsetOf,
  type Outside,
  post,
  problemOf,
  publish,
  read,
  rawRequest,
  shaped,
  startOutside,
  STRUCTURED,
  toEvent,
} from './outsider.fixture.ts'

let at: Outside
beforeAll(async () => {
  at = await startOutside()
})
afterAll(() => at.panel.stop())

const KIB = 1024
const newest = async () => (await read(at, { limit: '1' })).events.at(-1)?.event
const accepted = async (response: Response) => {
  expect(response.status).toBe(202)
  return (await shaped(PublishReceipt, response)).cursors
}
const BINARY = {
  'ce-specversion': '1.0',
  'ce-source': '/outside',
  'ce-type': 'com.example.binary',
}

test('"structured application/cloudevents+json": 202 {cursors[]}', async () => {
  const event = toEvent()
  for (const type of [STRUCTURED, `${STRUCTURED}; charset=utf-8`, 'Application/CloudEvents+JSON;charset=UTF-8']) {
    const cursors = await accepted(await post(at, JSON.stringify(event), type))
    expect(cursors).toHaveLength(1)
  }
  expect(await newest()).toMatchObject(event)
})

test('"batch application/cloudevents-batch+json": cursors in the order sent', async () => {
  const events = Array.from({ length: 20 }, () => toEvent())
  const cursors = await publish(at, ...events)
  const offsets = cursors.map(offsetOf)
  expect(offsets).toEqual(offsets.map((_offset, index) => (offsets[0] ?? 0) + index))
  const page = await read(at, { limit: '20' })
  expect(page.events.map(({ event }) => event.id)).toEqual(events.map(({ id }) => id))
  expect(await publish(at)).toEqual([])
})

test('"binary (ce-* headers, application/json)"', async () => {
  const headers = {
    ...BINARY,
    'ce-id': 'b-1',
    'ce-module': 'finbot',
    'ce-severity': 'warning',
    'ce-time': '2026-11-22T17:00:00Z',
    'ce-subject': '%C3%A7%20%22q%22',
    'ce-myextension': 'kept',
  }
  await accepted(await post(at, '{"n":[1,"ç"]}', 'application/json; charset=utf-8', headers))
  expect(await newest()).toMatchObject({
    id: 'b-1',
    type: 'com.example.binary',
    module: 'finbot',
    severity: 'warning',
    time: '2026-11-22T17:00:00Z',
    subject: 'ç "q"',
    myextension: 'kept',
    data: { n: [1, 'ç'] },
  })
  const missing = await problemOf(await post(at, '{}', 'application/json', BINARY), 400)
  expect(missing.errors?.map(({ path }) => path)).toEqual(['id'])
  await problemOf(await post(at, '{', 'application/json', { ...BINARY, 'ce-id': 'b-2' }), 400)
})

test('"else 415"', async () => {
  const body = JSON.stringify(toEvent())
  for (const type of [
    'application/json',
    'text/plain',
    'application/xml',
    'application/cloudevents+avro',
    STRUCTURED + 'x',
  ]) {
    await problemOf(await post(at, body, type), 415)
  }
  await problemOf(await post(at, body, 'text/plain', { ...BINARY, 'ce-id': 'x' }), 415)
  expect((await rawRequest(at, { method: 'POST', path: '/api/v1/events', body })).status).toBe(415)
})

test('"A batch is all or nothing", and says which event is wrong', async () => {
  const head = await headOf(at)
  const batch = [toEvent(), toEvent({ severity: 'loud' }), toEvent(), toEvent({ id: '' }), 'text', null]
  const problem = await problemOf(await post(at, JSON.stringify(batch), BATCH), 400)
  const paths = problem.errors?.map(({ path }) => path) ?? []
  expect(paths).toContain('1.severity')
  expect(paths).toContain('3.id')
  expect(paths).toEqual(expect.arrayContaining(['4', '5']))
  expect(paths.some((path) => /^[02]/.test(path))).toBe(false)
  expect(await headOf(at)).toBe(head)
})

test('"also a module outside the topic grammar" is 400', async () => {
  for (const module of ['', 'A', 'a b', 'x'.repeat(65), 'modules/a', 'ü', 5]) {
    const problem = await problemOf(await post(at, JSON.stringify(toEvent({ module })), STRUCTURED), 400)
    expect(problem.errors?.[0]?.path).toBe('module')
  }
})

test('malformed JSON, JSON of another shape and bytes that are not UTF-8 are 400', async () => {
  for (const body of ['', '{', 'null', '[]', '"x"', '7']) {
    await problemOf(await post(at, body, STRUCTURED), 400)
  }
  for (const body of ['{}', '', 'null']) await problemOf(await post(at, body, BATCH), 400)
  const response = await fetch(new URL('api/v1/events', at.url), {
    method: 'POST',
    headers: { 'content-type': STRUCTURED },
    body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
  })
  await problemOf(response, 400)
})

/** An event whose JSON has exactly this many bytes. */
function eventOf(bytes: number) {
  const event = toEvent({ data: { pad: '' } })
  const pad = 'x'.repeat(bytes - JSON.stringify(event).length)
  const text = JSON.stringify({ ...event, data: { pad } })
  expect(text.length).toBe(bytes)
  return text
}

test('"Event ≤ 64 KiB": exactly that is taken, one byte more is 413', async () => {
  await accepted(await post(at, eventOf(64 * KIB), STRUCTURED))
  await problemOf(await post(at, eventOf(64 * KIB + 1), STRUCTURED), 413)
  await accepted(await post(at, `[${eventOf(64 * KIB)},${eventOf(500)}]`, BATCH))
  const head = await headOf(at)
  const problem = await problemOf(await post(at, `[${eventOf(500)},${eventOf(64 * KIB + 1)}]`, BATCH), 413)
  expect(problem.detail).toContain('event 1')
  const headers = { ...BINARY, 'ce-id': 'large' }
  await problemOf(await post(at, JSON.stringify('x'.repeat(64 * KIB)), 'application/json', headers), 413)
  expect(await headOf(at)).toBe(head)
})

test('"batch ≤ 1 MiB": exactly that is taken, one byte more is 413', async () => {
  const full = (bytes: number) => {
    const events = Array.from({ length: 16 }, () => eventOf(60 * KIB))
    const body = `[${events.join(',')}]`
    return `${body.slice(0, -1)}${' '.repeat(bytes - body.length)}]`
  }
  await accepted(await post(at, full(KIB * KIB), BATCH))
  await problemOf(await post(at, full(KIB * KIB + 1), BATCH), 413)
})

test('413 also for a body of no announced length', async () => {
  const chunk = Buffer.alloc(64 * KIB, ' ')
  let left = 32
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      left -= 1
      if (left < 0) controller.close()
      else controller.enqueue(chunk)
    },
  })
  const init = { method: 'POST', headers: { 'content-type': BATCH }, body, duplex: 'half' }
  await problemOf(await fetch(new URL('api/v1/events', at.url), init), 413)
})

test('"≤ 1000 events": 1000 are taken, 1001 are 413', async () => {
  const events = Array.from({ length: 1001 }, () => toEvent())
  await problemOf(await post(at, JSON.stringify(events), BATCH), 413)
  expect(await publish(at, ...events.slice(0, 1000))).toHaveLength(1000)
})

test('the traceparent of the request belongs to an event that names none', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const own = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01'
  await post(at, JSON.stringify([toEvent(), toEvent({ traceparent: own })]), BATCH, { traceparent })
  const page = await read(at, { limit: '2' })
  expect(page.events.map(({ event }) => event.traceparent)).toEqual([traceparent, own])
})

test('"Publishing is counted, not audited"', async () => {
  const { events } = await read(at, { types: 'audit.recorded' })
  expect(events).toEqual([])
  const metrics = await (await get(at, 'metrics')).text()
  expect(metrics).toMatch(/mcp_websocket_events_published_total\{module="_other",event_type="_other"\} \d+/)
})

test('"at least 5,000 ev/s a publisher": one publisher, one batch after the other', async () => {
  const batches = Array.from({ length: 10 }, () => Array.from({ length: 1000 }, () => toEvent()))
  const startedAt = performance.now()
  for (const batch of batches) await publish(at, ...batch)
  const perSecond = Math.round(10_000 / ((performance.now() - startedAt) / 1000))
  process.stdout.write(`published ${perSecond} events a second\n`)
  expect(perSecond).toBeGreaterThan(500)
})
