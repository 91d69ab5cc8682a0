// PROTOCOL "Event".
import { EVENT_TYPES, LogItem, parseWith, PublishReceipt } from '@nobet/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BATCH,
  at as cursorAt,
  epochOf,
  get,
  headOf,
  type Json,
  offsetOf,
  type Outside,
  post,
  problemOf,
  publish,
  publishOne,
  read,
  rawRequest,
  shaped,
  startOutside,
  startOwn,
  STRUCTURED,
  toEvent,
} from './outsider.fixture.ts'

let at: Outside
beforeAll(async () => {
  at = await startOutside()
})
afterAll(() => at.panel.stop())

/** The item with this cursor as a reader meets it. */
async function itemAt(cursor: string) {
  const page = await read(at, { after: cursorAt(cursor, offsetOf(cursor) - 1), limit: '1' })
  const [item] = page.events
  expect(item?.cursor).toBe(cursor)
  if (item === undefined) throw new Error('not held')
  return item
}

const topicsThatHold = async (cursor: string, topics: readonly string[]) => {
  const after = cursorAt(cursor, offsetOf(cursor) - 1)
  const before = cursorAt(cursor, offsetOf(cursor) + 1)
  const held: string[] = []
  for (const topic of topics) {
    const page = await read(at, { after, before, topics: topic })
    if (page.events.length > 0) held.push(topic)
  }
  return held
}

const send = (event: Json) => post(at, JSON.stringify(event), STRUCTURED)

test('"Required: specversion, id, source, type": each missing one is 400 and named', async () => {
  for (const name of ['specversion', 'id', 'source', 'type']) {
    const { [name]: _gone, ...rest } = toEvent()
    const problem = await problemOf(await send(rest), 400)
    expect(problem.errors?.map(({ path }) => path)).toEqual([name])
  }
  const cursor = await publish(at, { specversion: '1.0', id: 'bare', source: '/s', type: 'com.example.bare' })
  expect(cursor).toHaveLength(1)
})

test('"id (any string of 1–128 characters)"', async () => {
  for (const id of ['1', 'x'.repeat(128), 'çğ ✓ "\\\n', '0197']) {
    const event = toEvent({ id })
    const [cursor] = await publish(at, event)
    expect((await itemAt(cursor ?? '')).event.id).toBe(id)
  }
  for (const id of ['', 'x'.repeat(129), 7, null]) await problemOf(await send(toEvent({ id })), 400)
})

test('"severity defaults to info, time to arrival"; both are kept as sent', async () => {
  const earliest = Date.now()
  const { event } = await itemAt(await publishOne(at))
  expect(event.severity).toBe('info')
  expect(Date.parse(event.time)).toBeGreaterThanOrEqual(earliest - 1)
  expect(Date.parse(event.time)).toBeLessThanOrEqual(Date.now() + 1)
  const sent = { severity: 'critical', time: '2026-11-22T20:00:00.123456+03:00' }
  expect((await itemAt(await publishOne(at, sent))).event).toMatchObject(sent)
})

test('"severity (debug info warning critical)", "module", "traceparent": others are 400', async () => {
  for (const severity of ['debug', 'info', 'warning', 'critical']) await publishOne(at, { severity })
  for (const bad of [{ severity: 'error' }, { module: 'Fin Bot' }, { traceparent: '00-1-2-01' }, { time: 'noon' }]) {
    await problemOf(await send(toEvent(bad)), 400)
  }
})

test('the whole example of the contract is taken and given back as it was', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const event = toEvent({
    source: '/modules/finbot',
    type: 'mcp.health.changed',
    subject: 'finbot',
    time: '2026-11-22T17:00:00.123Z',
    datacontenttype: 'application/json',
    severity: 'warning',
    traceparent,
    data: { from: 'healthy', to: 'degraded', rung: 'list', reason: 'tools/list took 2.4 s' },
    extension1: 'kept',
  })
  const [cursor] = await publish(at, event)
  const item = await itemAt(cursor ?? '')
  expect(item.event).toEqual(event)
  expect(parseWith(LogItem, item).ok).toBe(true)
})

test('"All data schemas allow extra fields; mcp.context.updated has an open object"', async () => {
  const data = { from: 'healthy', to: 'degraded', rung: 'list', reason: 'r', extra: { deep: [1] } }
  await publishOne(at, { type: 'mcp.health.changed', data })
  await publishOne(at, { type: 'mcp.context.updated', data: { anything: [{ at: 'all' }] } })
  await publishOne(at, { type: 'mcp.context.updated', data: {} })
})

test('every type of the first set is known to the contract', () => {
  const named = [
    'mcp.health.checked mcp.health.changed mcp.metrics.sampled mcp.context.updated mcp.notification.received',
    'mcp.catalogue.changed cache.ttl.changed cache.key.expired cache.key.evicted cache.key.deleted',
    'cache.policy.changed alert.firing alert.resolved alert.acknowledged alert.unacknowledged silence.created',
    'silence.expired upstream.degraded upstream.recovered gitops.app.drifted gitops.app.synced policy.violated',
    'console.started audit.recorded',
  ].flatMap((line) => line.split(' '))
  expect(EVENT_TYPES.toSorted()).toEqual(named.toSorted())
})

test('"(source, id) is unique …; a duplicate is accepted and returns the first cursor"', async () => {
  const event = toEvent()
  const [first] = await publish(at, event)
  const head = await headOf(at)
  expect(await publish(at, { ...event, data: 'other' })).toEqual([first])
  const twin = toEvent()
  const cursors = await publish(at, twin, event, twin, { ...twin, source: '/another' })
  expect(cursors).toEqual([
    cursorAt(head, offsetOf(head) + 1),
    first,
    cursorAt(head, offsetOf(head) + 1),
    cursorAt(head, offsetOf(head) + 2),
  ])
  expect(await headOf(at)).toBe(cursorAt(head, offsetOf(head) + 2))
  expect((await itemAt(first ?? '')).event.data).toEqual(event['data'])
})

test('"… or the log\'s retention, whichever is shorter": what was dropped may come again', async () => {
  const small = await startOwn({ NOBET_LOG_EVENTS: '3' })
  const event = toEvent()
  const [first] = await publish(small, event)
  await publish(small, toEvent(), toEvent(), toEvent(), toEvent())
  const [again] = await publish(small, event)
  expect(offsetOf(again ?? '')).toBe(offsetOf(first ?? '') + 5)
})

test.each([
  ['mcp.tool.called', 'finbot', 'modules/finbot'],
  ['mcp.tool.called', undefined, 'console'],
  ['com.example.x', 'finbot', 'modules/finbot'],
  ['plain', 'finbot', 'modules/finbot'],
  ['alertx.fired', 'finbot', 'modules/finbot'],
  ['com.example.x', undefined, 'console'],
  ['com.example.x', 'nobody-configured-me', 'modules/nobody-configured-me'],
  ['alert.custom', 'finbot', 'alerts'],
  ['silence.custom', undefined, 'alerts'],
  ['cache.custom', 'finbot', 'cache'],
  ['gitops.custom', undefined, 'gitops'],
  ['policy.custom', undefined, 'gitops'],
  ['upstream.custom', undefined, 'console'],
  ['console.custom', 'finbot', 'console'],
  ['stream.custom', 'finbot', 'console'],
  ['audit.custom', undefined, 'audit'],
])('"each has exactly one topic": %s of module %s is in %s', async (type, module, topic) => {
  const all = ['alerts', 'cache', 'gitops', 'console', 'audit', 'modules/finbot', 'modules/nobody-configured-me']
  const cursor = await publishOne(at, { type, module })
  expect(await topicsThatHold(cursor, all)).toEqual([topic])
  const patterns = await topicsThatHold(cursor, ['modules/*', '*'])
  expect(patterns).toEqual(topic.startsWith('modules/') ? ['modules/*', '*'] : ['*'])
})

test('"modules/<id> is valid for any [a-z0-9-]{1,64}, configured or not (metric label _other if not)"', async () => {
  const long = 'a-0'.padEnd(64, 'z')
  expect((await read(at, { topics: `modules/${long}` })).events).toEqual([])
  for (const bad of ['modules/', 'modules/A', `modules/${long}z`, 'modules/a_b', 'nope', 'alerts/*', 'modules/fin*']) {
    const response = await get(at, `api/v1/events?topics=${encodeURIComponent(bad)}`)
    await problemOf(response, 400)
  }
})

test('"Offsets grow by one over all topics", cursors are <epoch>:<offset>', async () => {
  const before = await headOf(at)
  const events = ['alert.x', 'cache.x', 'mcp.x', 'audit.x', 'com.example.x'].map((type) => toEvent({ type }))
  const cursors = await publish(at, ...events)
  expect(cursors).toEqual(events.map((_event, index) => cursorAt(before, offsetOf(before) + 1 + index)))
  expect(before).toMatch(/^[^:]+:\d+$/)
})

test('"A new epoch means the log was lost": another start is another epoch', async () => {
  const other = await startOwn()
  expect(epochOf(await headOf(other))).not.toBe(epochOf(await headOf(at)))
})

test('"Ids we mint are UUIDv7"', async () => {
  const { events } = await read(at, { types: 'console.started' })
  expect(events.map(({ event }) => event.id)).toEqual([
    expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
  ])
})

test('"Who may publish what: … everything else comes from the panel itself (or, for tests, an admin)"', async () => {
  for (const [role, status] of [
    ['viewer', 403],
    ['operator', 403],
    ['admin', 202],
  ] as const) {
    const response = await post(at, JSON.stringify(toEvent()), STRUCTURED, { 'x-nobet-role': role })
    expect(response.status).toBe(status)
    if (status === 403) await problemOf(response, 403)
    else await shaped(PublishReceipt, response)
  }
})

test('"GET /api/v1/snapshot → {cursor, world}": the picture and where it was true', async () => {
  const data = { from: 'healthy', to: 'down', reason: 'seen in the snapshot' }
  const [cursor] = await publish(at, toEvent({ type: 'mcp.health.changed', data }))
  const snapshot = await rawRequest(at, { path: '/api/v1/snapshot' })
  expect(snapshot.status).toBe(200)
  const body = JSON.parse(snapshot.body) as { cursor: string; world: Json }
  expect(offsetOf(body.cursor)).toBeGreaterThanOrEqual(offsetOf(cursor ?? ''))
  expect(JSON.stringify(body.world)).toContain('seen in the snapshot')
})

test('a batch is judged as the single event is: content mode changes nothing', async () => {
  const bad = toEvent({ severity: 'loud' })
  const single = await problemOf(await send(bad), 400)
  const batch = await problemOf(await post(at, JSON.stringify([bad]), BATCH), 400)
  expect(batch.errors?.map(({ path }) => path)).toEqual(single.errors?.map(({ path }) => `0.${path}`))
})
