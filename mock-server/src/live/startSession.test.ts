import { CLOSE, type Events, type ServerFrame, STREAM } from '@nobet/contracts'
import { fakeClock } from '@nobet/testkit'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { type Player, startPlayer } from '../player/startPlayer.ts'
import { readWorld } from '../worlds/index.ts'
import { startSession } from './startSession.ts'

const players: Player[] = []

afterEach(() => {
  for (const player of players.splice(0)) player.stop()
})

const play = () => {
  const clock = fakeClock()
  const player = startPlayer(readWorld('empty'), clock)
  players.push(player)
  return { clock, player }
}

const open = (player: Player, isWritable = () => true) => {
  const frames: ServerFrame[] = []
  let closed: number | undefined
  const session = startSession(player, {
    send: (frame) => void frames.push(frame),
    close: (code) => {
      closed = code
    },
    isWritable,
  })
  return {
    session,
    frames,
    closed: () => closed,
    say: (frame: object) => session.receive(JSON.stringify(frame)),
    events: () => frames.filter((frame): frame is Events => frame.op === 'events'),
  }
}

const publish = (player: Player, module: string) =>
  player.publish([
    {
      specversion: '1.0',
      id: player.mintId(),
      source: '/test',
      type: 'com.example.counted',
      time: player.now(),
      severity: 'info',
      module,
    },
  ])

it('law: cut anywhere and resumed from the newest until, a reader meets every event of its topics once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ module: fc.constantFrom('finbot', 'mubot'), cut: fc.boolean() }), { maxLength: 30 }),
      async (steps) => {
        const { clock, player } = play()
        const met: string[] = []
        let after: string | undefined = `${player.log.bounds().epoch}:0`
        let client = open(player)
        client.say({ op: 'hello', topics: ['modules/finbot'], after })
        const leave = () => {
          met.push(...client.events().flatMap(({ events }) => events.map(({ cursor }) => cursor)))
          after = client.events().at(-1)?.until ?? after
          client.session.stop()
        }
        for (const { module, cut } of steps) {
          publish(player, module)
          if (!cut) await clock.advance(1)
          else {
            leave()
            client = open(player)
            client.say({ op: 'hello', topics: ['modules/finbot'], after })
          }
        }
        await clock.advance(1)
        leave()
        const all = player.log.read(0).filter(({ event }) => event.module === 'finbot')
        expect(met).toEqual(all.map(({ cursor }) => cursor))
      },
    ),
    { numRuns: 50 },
  )
})

it('keeps the chain of frames unbroken over heartbeats about what it may not see', async () => {
  const { clock, player } = play()
  const client = open(player)
  client.say({ op: 'hello', topics: ['modules/finbot'] })
  publish(player, 'finbot')
  await clock.advance(1)
  publish(player, 'mubot')
  await clock.advance(STREAM.heartbeatMs)
  publish(player, 'finbot')
  await clock.advance(1)
  const [first, second] = client.events()
  expect(client.frames.map(({ op }) => op)).toEqual(['welcome', 'events', 'heartbeat', 'events'])
  expect(second?.from).toBe(first?.until)
})

it('waits while the socket is full and says lagged for what the log dropped meanwhile', () => {
  const { player } = play()
  let isWritable = false
  const client = open(player, () => isWritable)
  client.say({ op: 'hello', topics: ['*'] })
  for (const _ of Array.from({ length: 5 })) publish(player, 'finbot')
  player.log.forget(-1, 2)
  isWritable = true
  client.session.drain()
  expect(client.frames.slice(1).map(({ op }) => op)).toEqual(['lagged', 'events'])
  expect(client.frames[1]).toMatchObject({ lost: 2 })
  expect(client.events()[0]?.events).toHaveLength(3)
})

it('closes who says nothing, who talks nonsense and who talks too much', async () => {
  const { clock, player } = play()
  const silent = open(player)
  const nonsense = open(player)
  const chatter = open(player)
  for (const _ of Array.from({ length: STREAM.badMessages })) nonsense.session.receive('{')
  chatter.say({ op: 'hello', topics: ['*'] })
  for (const _ of Array.from({ length: STREAM.inboundPerSecond })) chatter.say({ op: 'ping' })
  await clock.advance(STREAM.helloTimeoutMs)
  expect([silent.closed(), nonsense.closed(), chatter.closed()]).toEqual([
    CLOSE.timeout,
    CLOSE.protocol,
    CLOSE.tooFastOrSlow,
  ])
})

it('refuses a list with an unknown topic as a whole', () => {
  const { player } = play()
  const client = open(player)
  client.say({ op: 'hello', topics: ['alerts'] })
  client.say({ op: 'subscribe', id: 7, topics: ['cache', 'Nonsense'] })
  expect(client.frames.at(-1)).toMatchObject({ op: 'error', code: 'unknown_topic', id: 7 })
})

it('shows a viewer no audit, and says so only to subscribe', () => {
  const { player } = play()
  const client = open(player)
  client.say({ op: 'hello', topics: ['audit', 'alerts'], role: 'viewer' })
  client.say({ op: 'subscribe', id: 1, topics: ['audit'] })
  expect(client.frames.at(-1)).toMatchObject({ op: 'subscribed', topics: ['alerts'], denied: ['audit'] })
})
