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

/** Where to resume from, as a client knows it: the newest `until` or heartbeat. */
function resumePoint({ frames }: FakeLink): string | undefined {
  return frames
    .flatMap((frame) => {
      if (frame.op === 'events' || frame.op === 'lagged') return [frame.until]
      return frame.op === 'heartbeat' ? [frame.cursor] : []
    })
    .at(-1)
}

/** Offsets received in order, and those the hub said were lost. */
function account(links: readonly FakeLink[]) {
  const received: number[] = []
  const lost: number[] = []
  for (const frame of links.flatMap(({ frames }) => frames)) {
    if (frame.op === 'events') received.push(...frame.events.map(({ cursor }) => offsetOf(cursor)))
    if (frame.op === 'lagged') {
      for (let offset = offsetOf(frame.until) - (frame.lost ?? 0) + 1; offset <= offsetOf(frame.until); offset += 1)
        lost.push(offset)
    }
  }
  return { received, lost }
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
      const links = [createFakeLink()]
      let current = links[0] ?? createFakeLink()
      let session = join(world, current, 'e1:0')
      const lostInBetween: number[] = []
      for (const step of steps) {
        if (step.do === 'append') await append(world, step.count)
        if (step.do === 'pause') current.state.ready = false
        if (step.do === 'resume') {
          current.state.ready = true
          session?.writable()
        }
        if (step.do === 'wait') await world.clock.advance(6_000)
        if (step.do === 'reconnect') {
          const after = resumePoint(current) ?? resumePoint(links.at(-2) ?? current) ?? 'e1:0'
          session?.gone()
          current = createFakeLink()
          links.push(current)
          session = join(world, current, after)
          const [welcome] = current.frames
          const lost = welcome?.op === 'welcome' ? (welcome.recovery.lost ?? 0) : 0
          for (let offset = offsetOf(after) + 1; offset <= offsetOf(after) + lost; offset += 1)
            lostInBetween.push(offset)
        }
        await settle(world)
      }
      current.state.ready = true
      session?.writable()
      await settle(world)
      const { received, lost } = account(links)
      const head = world.log.bounds()?.head ?? 0
      expect([...new Set([...received, ...lost, ...lostInBetween])].toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: head }, (_, index) => index + 1),
      )
      for (const { frames } of links) {
        const own = frames.flatMap((frame) =>
          frame.op === 'events' ? frame.events.map(({ cursor }) => offsetOf(cursor)) : [],
        )
        expect(own).toEqual([...new Set(own)].toSorted((a, b) => a - b))
        const chain = frames.filter((frame) => frame.op === 'events' || frame.op === 'lagged')
        chain.slice(1).forEach((frame, index) => expect(frame.from).toBe(chain[index]?.until))
      }
      expect(world.errors).toEqual([])
      world.hub.stop()
    }),
    { numRuns: 60 },
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
