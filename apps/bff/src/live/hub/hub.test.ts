import { CLOSE, parseCursor } from '@nobet/contracts'
import { buildEvent } from '@nobet/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFakeLink, openHub, VIEWER } from './hub.fixture.ts'

type Hub = ReturnType<typeof openHub>
type FakeLink = ReturnType<typeof createFakeLink>

const AUTH = Promise.resolve({ kind: 'caller', caller: VIEWER } as const)
const TURNS = 8

/** Lets every flush that is due run. */
const settle = async ({ clock }: Hub) => {
  for (let turn = 0; turn < TURNS; turn += 1) await clock.advance(0)
}

const join = (world: Hub, fake: FakeLink, after?: string, topics = ['*']) => {
  const session = world.hub.open(fake.link, AUTH)
  session?.begin(VIEWER, { topics, after })
  return session
}

const append = (world: Hub, count: number) => world.log.append(Array.from({ length: count }, () => buildEvent()))
const offsetOf = (cursor: string): number => parseCursor(cursor)?.offset ?? Number.NaN

/** What a client that reconnects knows: the newest `until` or heartbeat of all its links. */
function resumePoint(links: readonly FakeLink[]): string {
  const points = links
    .flatMap(({ frames }) => frames)
    .flatMap((frame) => {
      if (frame.op === 'events' || frame.op === 'lagged') return [frame.until]
      return frame.op === 'heartbeat' ? [frame.cursor] : []
    })
  return points.at(-1) ?? 'e1:0'
}

const span = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)

/** Every offset the client was sent or told it lost, in the order it heard of them. */
function account(links: readonly FakeLink[]): number[] {
  const heard: number[] = []
  let resumed = 0
  for (const frame of links.flatMap(({ frames }) => frames)) {
    if (frame.op === 'welcome') heard.push(...span(resumed + 1, resumed + (frame.recovery.lost ?? 0)))
    if (frame.op === 'events') heard.push(...frame.events.map(({ cursor }) => offsetOf(cursor)))
    if (frame.op === 'lagged') heard.push(...span(offsetOf(frame.until) - (frame.lost ?? 0) + 1, offsetOf(frame.until)))
    if (frame.op === 'events' || frame.op === 'lagged') resumed = offsetOf(frame.until)
    if (frame.op === 'heartbeat') resumed = offsetOf(frame.cursor)
  }
  return heard
}

const commands = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const, 'reconnect' as const, 'wait' as const) }),
  ),
  { maxLength: 30 },
)

test('whatever a reader does, every event reaches it once, in order, or is told as lost', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const world = openHub({ events: 20 })
      const links: FakeLink[] = []
      let current = createFakeLink()
      let session: ReturnType<typeof join>
      const reconnect = () => {
        session?.gone()
        current = createFakeLink()
        session = join(world, current, resumePoint(links))
        links.push(current)
      }
      reconnect()
      for (const step of steps) {
        if (step.do === 'append') await append(world, step.count)
        if (step.do === 'pause') current.state.ready = false
        if (step.do === 'resume') current.state.ready = true
        if (step.do === 'wait') await world.clock.advance(6_000)
        if (step.do === 'reconnect') reconnect()
        session?.writable()
        await settle(world)
      }
      // A reader that paused too long was closed meanwhile: like any client, it comes back.
      reconnect()
      await settle(world)
      expect(account(links)).toEqual(span(1, world.log.bounds()?.head ?? 0))
      for (const { frames } of links) {
        const chain = frames.filter((frame) => frame.op === 'events' || frame.op === 'lagged')
        chain.slice(1).forEach((frame, index) => expect(frame.from).toBe(chain[index]?.until))
      }
      expect(world.errors).toEqual([])
      world.hub.stop()
    }),
    { numRuns: 100 },
  )
}, 60_000)

test('a full socket is written nothing to, not even heartbeats', async () => {
  const world = openHub()
  const fake = createFakeLink()
  join(world, fake)
  fake.state.ready = false
  await append(world, 5)
  await world.clock.advance(9_000)
  expect(fake.frames.map(({ op }) => op)).toEqual(['welcome'])
})

test('a reader that takes no byte for ten seconds while behind is closed, and cut a second later', async () => {
  const world = openHub()
  const fake = createFakeLink()
  join(world, fake)
  fake.state.ready = false
  await append(world, 1)
  await world.clock.advance(10_000)
  expect(fake.state.closed).toBeUndefined()
  await world.clock.advance(500)
  expect(fake.state).toMatchObject({ closed: CLOSE.tooFastOrSlow, destroyed: false })
  await world.clock.advance(1_250)
  expect(fake.state.destroyed).toBe(true)
})

test('a reader that takes a few bytes now and then stays, though its pong waits behind them', async () => {
  const world = openHub()
  const fake = createFakeLink()
  join(world, fake)
  fake.state.ready = false
  await append(world, 1)
  for (let seconds = 0; seconds < 120; seconds += 8) {
    await world.clock.advance(8_000)
    fake.state.progress += 1
  }
  expect(fake.state.closed).toBeUndefined()
})

test('a full socket with nothing waiting behind it is not called slow', async () => {
  const world = openHub()
  const fake = createFakeLink()
  const session = join(world, fake)
  fake.state.ready = false
  for (let seconds = 0; seconds < 30; seconds += 5) {
    await world.clock.advance(5_000)
    session?.pong()
  }
  expect(fake.state.closed).toBeUndefined()
})

test('readers that have much to catch up do not make the others wait', async () => {
  const world = openHub()
  const slow = Array.from({ length: 50 }, () => {
    const fake = createFakeLink()
    const written = { frames: 0 }
    const session = join(world, { ...fake, link: { ...fake.link, write: () => void (written.frames += 1) } })
    return { session, written, state: fake.state }
  })
  const fast = Array.from({ length: 50 }, () => createFakeLink())
  for (const one of slow) one.state.ready = false
  await append(world, 9_000)
  for (const fake of fast) join(world, fake)
  for (const one of slow) {
    one.state.ready = true
    one.session?.writable()
  }
  await append(world, 1)
  while (fast.some(({ frames }) => frames.at(-1)?.op !== 'events')) await world.clock.advance(0)
  expect(world.hub.stats().behind).toBe(slow.length)
  while (world.hub.stats().behind > 0) await world.clock.advance(33)
  expect(slow.every(({ written }) => written.frames > 8)).toBe(true)
  world.hub.stop()
})

test('answers that a client does not read are bounded', async () => {
  const world = openHub({ limits: { controlBytes: 1_000 } })
  const fake = createFakeLink()
  const session = join(world, fake)
  fake.state.pending = 1_001
  session?.hear('{"op":"ping","id":1}')
  expect(fake.state.closed).toBe(CLOSE.tooFastOrSlow)
})

test('a session whose socket throws is cut, and the others get their events', async () => {
  const world = openHub()
  const [broken, healthy] = [createFakeLink(), createFakeLink()]
  join(world, {
    ...broken,
    link: {
      ...broken.link,
      ready: () => {
        throw new Error('broken socket')
      },
    },
  })
  join(world, healthy)
  await append(world, 1)
  await settle(world)
  expect(broken.state.destroyed).toBe(true)
  expect(healthy.frames.map(({ op }) => op)).toEqual(['welcome', 'events'])
})

test('there is room for so many sessions and no more', () => {
  const world = openHub({ limits: { sessions: 1 } })
  expect(join(world, createFakeLink())).toBeDefined()
  expect(world.hub.admission()).toMatchObject({ open: false })
  expect(join(world, createFakeLink())).toBeUndefined()
})

test('after a stop no timer is left', () => {
  const world = openHub()
  join(world, createFakeLink())
  world.hub.stop()
  expect(world.clock.pendingTimers()).toBe(0)
})
