import { EventsPage, Snapshot } from '@nobet/contracts'
import { buildEvent, waitFor } from '@nobet/testkit'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { openWorld, type World, type WorldOptions } from '../liveWorld.fixture.ts'
import { matchesGlob } from './glob.ts'

const worlds: World[] = []
const open = async (options?: WorldOptions): Promise<World> => {
  const world = await openWorld(options)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const get = async (world: World, query: string, headers: Record<string, string> = {}) => {
  const response = await world.app.request(`/api/v1/events${query}`, { headers })
  expect(response.status).toBe(200)
  const page = EventsPage.parse(await response.json())
  return { ...page, offsets: page.events.map(({ cursor }) => Number(cursor.split(':')[1])) }
}

const fill = (world: World, count: number) => world.publish(...Array.from({ length: count }, () => buildEvent()))

test('without bounds: the newest, ascending, and the cursor to go on from', async () => {
  const world = await open()
  await fill(world, 150)
  const page = await get(world, '')
  expect(page.offsets).toEqual(Array.from({ length: 100 }, (_, index) => 51 + index))
  expect(page).toMatchObject({ cursor: 'e1:150', recovery: { state: 'complete', recovered: 0, lost: 0 } })
})

test('after: the oldest of what follows; before alone: the newest of what precedes', async () => {
  const world = await open()
  await fill(world, 20)
  expect(await get(world, '?after=e1:5&limit=3')).toMatchObject({
    offsets: [6, 7, 8],
    cursor: 'e1:8',
    recovery: { state: 'complete', recovered: 15, lost: 0 },
  })
  expect(await get(world, '?before=e1:10&limit=3')).toMatchObject({ offsets: [7, 8, 9], cursor: 'e1:7' })
  expect(await get(world, '?after=e1:5&before=e1:8')).toMatchObject({ offsets: [6, 7], cursor: 'e1:7' })
})

test('paging forward or backward by the cursor meets every matching event once', async () => {
  const world = await open()
  const severities = ['debug', 'info', 'warning', 'critical'] as const
  await world.publish(
    ...Array.from({ length: 60 }, (_, index) => buildEvent({ severity: severities[index % 4] ?? 'info' })),
  )
  const wanted = Array.from({ length: 60 }, (_, index) => index + 1).filter((offset) => (offset - 1) % 4 >= 2)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.boolean(), async (limit, forward) => {
      const met: number[] = []
      let cursor = forward ? 'e1:0' : 'e1:61'
      for (let pages = 0; pages < 70; pages += 1) {
        const page = await get(world, `?${forward ? 'after' : 'before'}=${cursor}&minSeverity=warning&limit=${limit}`)
        if (page.cursor === cursor) break
        met.push(...(forward ? page.offsets : page.offsets.toReversed()))
        cursor = page.cursor
      }
      expect(forward ? met : met.toReversed()).toEqual(wanted)
    }),
    { numRuns: 15 },
  )
})

test('filters by topic, type, module and words', async () => {
  const world = await open()
  await world.publish(
    buildEvent({ data: { note: 'Invoice 42 posted' } }),
    buildEvent({ type: 'mcp.metrics.sampled' }),
    buildEvent({ module: 'mubot' }),
    buildEvent({ type: 'alert.firing' }),
  )
  expect((await get(world, '?topics=modules/*')).offsets).toEqual([1, 2, 3])
  expect((await get(world, '?types=mcp.health.*,alert.*')).offsets).toEqual([1, 3, 4])
  expect((await get(world, '?module=mubot')).offsets).toEqual([3])
  expect((await get(world, '?q=invoice%2042')).offsets).toEqual([1])
  expect((await get(world, '?q=specversion')).offsets).toEqual([])
})

test('topics the caller may not read are narrowed in silence', async () => {
  const world = await open({ callers: { vera: { name: 'vera', role: 'viewer', modules: ['finbot'] } } })
  await world.publish(buildEvent(), buildEvent({ module: 'mubot' }), buildEvent({ type: 'audit.recorded' }))
  expect((await get(world, '?topics=*', { authorization: 'vera' })).offsets).toEqual([1])
  expect((await get(world, '?topics=audit', { authorization: 'vera' })).offsets).toEqual([])
})

test('an unknown after is none with no events and the head; a dropped one says how many', async () => {
  const world = await open({ log: { events: 10 } })
  await fill(world, 30)
  for (const after of ['e0:3', 'e1:31', 'nonsense']) {
    expect(await get(world, `?after=${after}`)).toMatchObject({
      events: [],
      cursor: 'e1:30',
      recovery: { state: 'none', lost: null },
    })
  }
  expect(await get(world, '?after=e1:5')).toMatchObject({ recovery: { state: 'partial', recovered: 10, lost: 15 } })
})

test('every bad parameter is named in one answer', async () => {
  const world = await open()
  const query = '?topics=NOPE&minSeverity=loud&limit=1001&wait=1&module=UPPER'
  const response = await world.app.request(`/api/v1/events${query}`)
  expect(response.status).toBe(400)
  const { errors } = (await response.json()) as { errors: { path: string }[] }
  expect(errors.map(({ path }) => path).toSorted()).toEqual(['limit', 'minSeverity', 'module', 'topics', 'wait'])
})

test('a long poll holds while nothing matches and answers with the first that does', async () => {
  const world = await open()
  const answer = get(world, '?after=e1:0&wait=20000&types=alert.*')
  await waitFor(() => world.live.stats().waits === 1)
  await fill(world, 3)
  await waitFor(() => world.live.stats().waits === 1)
  await world.publish(buildEvent({ type: 'alert.firing' }))
  expect(await answer).toMatchObject({ offsets: [4], cursor: 'e1:4' })
})

test('a long poll ends empty at its time with the last position scanned, and at once when draining', async () => {
  const world = await open()
  const timed = get(world, '?after=e1:0&wait=5000&types=alert.*')
  await waitFor(() => world.live.stats().waits === 1)
  await fill(world, 3)
  await waitFor(() => world.live.stats().waits === 1)
  await world.clock.advance(5_000)
  expect(await timed).toMatchObject({ events: [], cursor: 'e1:3' })
  const drained = get(world, '?after=e1:3&wait=30000')
  await waitFor(() => world.live.stats().waits === 1)
  await world.live.drain()
  expect(await drained).toMatchObject({ events: [], cursor: 'e1:3' })
})

test('an export streams the whole range as lines', async () => {
  const world = await open()
  await fill(world, 1_200)
  const response = await fetch(`${world.url}/events?after=e1:100`, { headers: { accept: 'application/x-ndjson' } })
  expect(response.headers.get('content-type')).toContain('application/x-ndjson')
  const lines = (await response.text()).trimEnd().split('\n')
  expect(lines).toHaveLength(1_100)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ cursor: 'e1:101', event: { module: 'finbot' } })
})

test('a snapshot is the picture with its cursor, narrowed to what the caller may see', async () => {
  const world = await open({ callers: { vera: { name: 'vera', role: 'viewer', modules: ['mubot'] } } })
  await world.publish(
    buildEvent({ data: { from: 'healthy', to: 'down' } }),
    buildEvent({ module: 'mubot', data: { from: 'unknown', to: 'healthy' } }),
  )
  const read = async (headers: Record<string, string>) =>
    Snapshot.parse(await (await world.app.request('/api/v1/snapshot', { headers })).json())
  const all = await read({})
  expect(all.cursor).toBe('e1:2')
  expect(Object.keys(all.world.modules).toSorted()).toEqual(['finbot', 'mubot'])
  expect(Object.keys((await read({ authorization: 'vera' })).world.modules)).toEqual(['mubot'])
})

test('while the log cannot be read, reads answer 503 with Retry-After', async () => {
  const world = await open()
  await world.log.stop()
  for (const path of ['/events', '/snapshot', '/events?after=e1:0']) {
    const response = await world.app.request(`/api/v1${path}`)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
  }
})

test('a glob fits what its regular expression would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 })
  const glob = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 })
  fc.assert(
    fc.property(glob, text, (pattern, value) => {
      const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*')
      expect(matchesGlob(pattern, value)).toBe(new RegExp(`^${source}$`).test(value))
    }),
  )
})

test('an export of an unknown range is empty and says so', async () => {
  const world = await open()
  await fill(world, 3)
  for (const query of ['after=e0:1', 'before=e0:1']) {
    const response = await fetch(`${world.url}/events?${query}`, { headers: { accept: 'application/x-ndjson' } })
    expect(response.headers.get('x-nobet-recovery')).toBe('none')
    expect(await response.text()).toBe('')
  }
})

test('a long poll whose position the log drops meanwhile answers at once, and the next one tells the loss', async () => {
  const world = await open({ log: { events: 5 } })
  await fill(world, 5)
  const answer = get(world, '?after=e1:5&wait=30000&types=alert.*')
  await waitFor(() => world.live.stats().waits === 1)
  await fill(world, 20)
  expect(await answer).toMatchObject({ events: [], cursor: 'e1:5' })
  expect(await get(world, '?after=e1:5&types=alert.*')).toMatchObject({ recovery: { state: 'partial', lost: 15 } })
})
