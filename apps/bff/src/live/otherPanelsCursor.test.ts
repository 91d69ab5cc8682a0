import { EventsPage } from '@nobet/contracts'
import { buildEvent, waitFor } from '@nobet/testkit'
import { afterEach, expect, test } from 'vitest'
import type { EventLog } from '../log/eventLog.ts'
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

/** A panel that has read three of five events, and reads on when it is asked to. */
async function openBehind(): Promise<World> {
  let read = 3
  const world = await open({
    wrapLog: (log) => ({
      ...log,
      bounds: () => {
        const bounds = log.bounds()
        return bounds && { ...bounds, head: Math.min(bounds.head, read) }
      },
      reach: async () => void (read = 5),
    }),
  })
  await world.publish(...Array.from({ length: 5 }, () => buildEvent()))
  return world
}

const COMPLETE = { state: 'complete', recovered: 0, lost: 0 }

test('a poll with a cursor that another panel gave just now is complete', async () => {
  const world = await openBehind()
  const response = await world.app.request('/api/v1/events?after=e1:5')
  expect(EventsPage.parse(await response.json())).toMatchObject({ cursor: 'e1:5', recovery: COMPLETE })
})

test('a WebSocket with a cursor that another panel gave just now is complete', async () => {
  const world = await openBehind()
  const client = await world.connect()
  client.send({ op: 'hello', topics: ['*'], after: 'e1:5' })
  expect(await client.next('welcome')).toMatchObject({ cursor: 'e1:5', recovery: COMPLETE })
})

test('server-sent events with a cursor that another panel gave just now are complete', async () => {
  const world = await openBehind()
  const stop = new AbortController()
  const headers = { 'last-event-id': 'e1:5' }
  const response = await fetch(`${world.url}/events/stream`, { headers, signal: stop.signal })
  const first = await response.body?.getReader().read()
  expect(Buffer.from(first?.value ?? []).toString()).toContain('"recovery":{"state":"complete","recovered":0,"lost":0}')
  stop.abort()
})

/** What is older than the newest is not in memory, and cannot be fetched for now. */
function withFailingReads(isAway: () => boolean): (log: EventLog) => EventLog {
  return (log) => ({
    ...log,
    recent: (after, limit) => (isAway() ? undefined : log.recent(after, limit)),
    read: async (after, limit) => {
      if (isAway()) throw new Error('Redis is away')
      return log.read(after, limit)
    },
  })
}

test('a poll for what cannot be fetched now is told to come again', async () => {
  let away = false
  const expected: unknown[] = []
  const world = await open({ expected, wrapLog: withFailingReads(() => away) })
  await world.publish(buildEvent(), buildEvent())
  away = true
  const response = await world.app.request('/api/v1/events?after=e1:0')
  expect(response.status).toBe(503)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  away = false
  expect(expected).toContainEqual(new Error('Redis is away'))
})

test('a WebSocket whose past cannot be fetched now keeps its place and loses nothing', async () => {
  let away = false
  const expected: unknown[] = []
  const world = await open({ expected, wrapLog: withFailingReads(() => away) })
  await world.publish(buildEvent(), buildEvent())
  away = true
  const client = await world.connect()
  client.send({ op: 'hello', topics: ['*'], after: 'e1:0' })
  await client.next('welcome')
  await waitFor(async () => {
    await world.clock.advance(300)
    return expected.length > 0
  })
  away = false
  await world.publish(buildEvent())
  await world.clock.advance(300)
  expect(await client.next('events')).toMatchObject({ from: 'e1:0', until: 'e1:3' })
})
