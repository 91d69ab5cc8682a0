import { buildEvent, waitFor } from '@nobet/testkit'
import { afterEach, expect, test } from 'vitest'
import { openWorld, type World, type WorldOptions } from './liveWorld.fixture.ts'

const worlds: World[] = []
const open = async (options?: WorldOptions): Promise<World> => {
  const world = await openWorld(options)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

test('without after a session is live from the head', async () => {
  const world = await open()
  await world.publish(buildEvent())
  const client = await world.hello()
  expect(client.frames[0]).toMatchObject({
    op: 'welcome',
    cursor: 'e1:1',
    heartbeatMs: 5000,
    user: { name: 'admin', role: 'admin' },
    recovery: { state: 'complete', recovered: 0, lost: 0 },
  })
  await world.publish(buildEvent({ id: 'two' }))
  const frame = await client.next('events')
  expect(frame).toMatchObject({ from: 'e1:1', until: 'e1:2', events: [{ cursor: 'e1:2', event: { id: 'two' } }] })
  expect(await world.count('streamRecoveries')).toEqual({})
})

test('a resumed session gets what it missed and then goes on, with no hole and no duplicate', async () => {
  const world = await open()
  for (let sent = 0; sent < 300; sent += 1) await world.publish(buildEvent())
  const client = await world.hello({ after: 'e1:100' })
  await world.publish(...Array.from({ length: 50 }, () => buildEvent()))
  await waitFor(() => client.offsets().at(-1) === 350)
  expect(client.frames[0]).toMatchObject({ recovery: { state: 'complete', recovered: 200, lost: 0 } })
  expect(client.offsets()).toEqual(Array.from({ length: 250 }, (_, index) => 101 + index))
  expect(await world.count('streamRecoveries')).toEqual({ complete: 1 })
})

test('every events frame begins where the one before it ended, heartbeats or not', async () => {
  const world = await open()
  const client = await world.hello({ topics: ['modules/finbot'] })
  await world.publish(buildEvent())
  await client.next('events')
  await world.publish(buildEvent({ module: 'mubot' }))
  await world.clock.advance(6_000)
  expect((await client.next('heartbeat')).cursor).toBe('e1:2')
  await world.publish(buildEvent())
  expect(await client.next('events')).toMatchObject({ from: 'e1:1', until: 'e1:3' })
})

test('what the log dropped before the resume is counted as lost', async () => {
  const world = await open({ log: { events: 10 } })
  for (let sent = 0; sent < 30; sent += 1) await world.publish(buildEvent())
  const client = await world.hello({ after: 'e1:5' })
  expect(client.frames[0]).toMatchObject({ recovery: { state: 'partial', recovered: 10, lost: 15 } })
  expect(await client.next('events')).toMatchObject({ from: 'e1:20', until: 'e1:30' })
})

test.each(['e0:1', 'e1:99', 'nonsense', ''])(
  'an unknown after (%j) is none, live from the head, never an error',
  async (after) => {
    const world = await open()
    await world.publish(buildEvent())
    const client = await world.hello({ after })
    expect(client.frames[0]).toMatchObject({ recovery: { state: 'none', lost: null } })
    await world.publish(buildEvent())
    expect(await client.next('events')).toMatchObject({ from: 'e1:1', until: 'e1:2' })
  },
)

test('a session sees only its topics, from its severity up', async () => {
  const world = await open()
  const client = await world.hello({ topics: ['modules/finbot', 'alerts'], minSeverity: 'warning' })
  await world.publish(
    buildEvent({ severity: 'info' }),
    buildEvent({ severity: 'critical' }),
    buildEvent({ severity: 'critical', module: 'mubot' }),
    buildEvent({ severity: 'warning', type: 'alert.firing' }),
  )
  await client.next('events')
  expect(client.offsets()).toEqual([2, 4])
})

test('topics that are not permitted are silently absent in hello and named in subscribed', async () => {
  const viewer = { name: 'vera', role: 'viewer', modules: ['finbot'] } as const
  const world = await open({ callers: { vera: viewer } })
  const client = await world.hello({ token: 'vera', topics: ['modules/mubot', 'modules/*', 'audit'] })
  client.send({ op: 'subscribe', id: 7, topics: ['audit', 'alerts'] })
  expect(await client.next('subscribed')).toMatchObject({
    id: 7,
    cursor: 'e1:0',
    topics: ['modules/*', 'alerts'],
    denied: ['audit'],
  })
  await world.publish(
    buildEvent({ module: 'mubot' }),
    buildEvent({ type: 'audit.recorded', module: undefined }),
    buildEvent(),
  )
  await client.next('events')
  expect(client.offsets()).toEqual([3])
})

test('subscribe with after answers with the past of the new topics only and moves nothing', async () => {
  const world = await open()
  await world.publish(buildEvent(), buildEvent({ module: 'mubot' }), buildEvent(), buildEvent({ module: 'mubot' }))
  const client = await world.hello({ topics: ['modules/finbot'] })
  client.send({ op: 'subscribe', id: 'more', topics: ['modules/*'], after: 'e1:0' })
  expect(await client.next('subscribed')).toMatchObject({
    cursor: 'e1:4',
    recovery: { state: 'complete', recovered: 4, lost: 0 },
  })
  const reply = await client.next('events')
  expect(reply).toMatchObject({ recovery: 'more', from: 'e1:0', until: 'e1:4' })
  expect(reply.events.map(({ cursor }) => cursor)).toEqual(['e1:2', 'e1:4'])
  await world.publish(buildEvent({ module: 'mubot' }))
  expect(await client.next('events')).toMatchObject({ from: 'e1:4', until: 'e1:5' })
})

test('a long past comes in frames of at most 64 KiB that follow one another to subscribed.cursor', async () => {
  const world = await open()
  for (let batch = 0; batch < 20; batch += 1) {
    await world.publish(...Array.from({ length: 50 }, () => buildEvent({ data: { text: 'x'.repeat(500) } })))
  }
  await world.publish(buildEvent({ module: 'mubot' }))
  const client = await world.hello({ topics: [] })
  client.send({ op: 'subscribe', id: 1, topics: ['modules/finbot'], after: 'e1:0' })
  await waitFor(() => client.frames.some((frame) => frame.op === 'events' && frame.until === 'e1:1001'))
  const replies = client.frames.filter((frame) => frame.op === 'events')
  expect(replies.every(({ recovery }) => recovery === 1)).toBe(true)
  expect(replies.flatMap(({ events }) => events)).toHaveLength(1000)
  expect(replies.every((frame) => JSON.stringify(frame).length <= 64 * 1024)).toBe(true)
  replies.slice(1).forEach((frame, index) => expect(frame.from).toBe(replies[index]?.until))
})

test('unsubscribe is answered with what is still held', async () => {
  const world = await open()
  const client = await world.hello({ topics: ['alerts', 'cache'] })
  client.send({ op: 'unsubscribe', id: 'x', topics: ['cache'] })
  expect(await client.next('subscribed')).toMatchObject({ id: 'x', topics: ['alerts'], denied: [] })
})

test('a list with an unknown topic is refused as a whole', async () => {
  const world = await open()
  const client = await world.hello({ topics: [] })
  client.send({ op: 'subscribe', id: 3, topics: ['alerts', 'modules/NOT VALID'] })
  expect(await client.next('error')).toMatchObject({ code: 'unknown_topic', id: 3 })
  client.send({ op: 'unsubscribe', id: 4, topics: [] })
  expect(await client.next('subscribed')).toMatchObject({ topics: [] })
})

test('a live session is told when another epoch took the place of its log', async () => {
  let epoch = 'e1'
  let tell = () => undefined as void
  const world = await open({
    wrapLog: (log) => ({
      ...log,
      bounds: () => (epoch === 'e1' ? log.bounds() : { epoch, first: 1, head: 0 }),
      onChange(listener) {
        tell = () => listener({ epoch, first: 1, head: 0 })
        return log.onChange(listener)
      },
    }),
  })
  await world.publish(buildEvent())
  const client = await world.hello()
  epoch = 'e2'
  tell()
  await world.clock.advance(300)
  expect(await client.next('lagged')).toMatchObject({ from: 'e1:1', until: 'e2:0', lost: null })
})

test('sessions that see the same are sent one and the same frame, and modules are counted by name and pattern', async () => {
  const world = await open()
  const clients = await Promise.all([
    world.hello(),
    world.hello(),
    world.hello({ topics: ['modules/finbot', 'modules/other'] }),
  ])
  expect(world.live.stats()).toMatchObject({ sessions: 3, views: 2 })
  expect(await world.count('activeConnections')).toEqual({ finbot: 3, mubot: 2, _other: 1 })
  expect(await world.count('streamConnections')).toEqual({ websocket: 3, sse: 0 })
  for (const { ws } of clients) ws.close()
  await waitFor(() => world.live.stats().sessions === 0)
  expect(await world.count('activeConnections')).toEqual({ finbot: 0, mubot: 0, _other: 0 })
  expect(world.live.stats().views).toBe(0)
})
