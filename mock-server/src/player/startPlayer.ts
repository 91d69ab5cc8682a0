import {
  type Cursor,
  EpochMs,
  formatCursor,
  type LoggedEvent,
  type Snapshot,
  type SourceList,
  type Timestamp,
  toTimestamp,
} from '@nobet/contracts'
import { applyItem, emptyWorld } from '@nobet/domain/world'
import type { MockWorld, WorldEvent } from '../world/mockWorld.ts'
import { moveInstants } from '../world/worldInstant.ts'
import type { Clock } from './clock.ts'
import { createCuts, type Cuts } from './cuts.ts'
import { createEventId } from './eventId.ts'
import { createMockLog, type MockLog } from './mockLog.ts'
import { createRandom, type Random } from './random.ts'
import { createSampler, type Sampler } from './sampler.ts'
import { createPlayback, type Happening } from './timeline.ts'
import { createVirtualTime, type VirtualTime } from './virtualTime.ts'

const LOG_EVENTS_MAX = 5_000

export interface PlayerOptions {
  /** Virtual milliseconds at which the world is entered. */
  readonly t?: number
  /** Virtual milliseconds a real one; 0 stands still. */
  readonly speed?: number
}

/** A world being played: the panel's back end as its doors see it. */
export interface Player extends Pick<Cuts, 'isCut' | 'onCut'> {
  readonly world: MockWorld
  readonly clock: Clock
  readonly log: MockLog
  readonly sampler: Sampler
  now(): Timestamp
  snapshot(): Snapshot
  sources(): SourceList
  publish(events: readonly LoggedEvent[]): Cursor[]
  /** A fresh id for something that happens now. */
  mintId(): string
  stop(): void
}

/** Plays a world from `t` on. With the same clock, options and calls it says the same, byte for byte. */
export function startPlayer(world: MockWorld, clock: Clock, options: PlayerOptions = {}): Player {
  const time = createVirtualTime(clock, { t: options.t ?? 0, speed: options.speed ?? 1 })
  const random = createRandom(world.seed)
  const playback = createPlayback(world)
  const cuts = createCuts(() => time.now())
  const book = createBook(world)
  let sources: SourceList['sources'] = []
  let cancelNap = () => {}

  const happen = ({ entry, at, shiftMs }: Happening) => {
    const move = (instant: number) => time.toWallMs(instant + shiftMs)
    if ('event' in entry)
      return void book.publish([toTraced(world, toLogged(entry.event, { at, move, time, random }))], at)
    if ('answer' in entry) {
      sources = entry.answer.body.sources.map((source) => moveInstants(source, move))
      return
    }
    switch (entry.fault.kind) {
      case 'cut':
        return cuts.cut(entry.fault.channels, at + entry.fault.forMs)
      case 'forget':
        return book.log.forget(entry.fault.afterMs + shiftMs, entry.fault.events)
    }
  }
  const turn = () => {
    for (const happening of playback.advance(time.now())) happen(happening)
    const next = playback.nextAt()
    if (next !== undefined) cancelNap = time.wakeAt(next, turn)
  }
  const now = () => toTimestamp(EpochMs.parse(clock.now()))
  turn()

  return {
    world,
    clock,
    now,
    log: book.log,
    sampler: book.sampler,
    snapshot: book.snapshot,
    sources: () => ({
      sources: sources.map((source) => (source.state === 'live' ? { ...source, lastOkAt: now() } : source)),
    }),
    isCut: (channel) => cuts.isCut(channel),
    onCut: (listener) => cuts.onCut(listener),
    publish: (events) => book.publish(events, time.now()),
    mintId: () => createEventId(clock.now(), random),
    stop: () => cancelNap(),
  }
}

/** The log with what follows from it. */
function createBook({ seed }: MockWorld) {
  const log = createMockLog({ epoch: `mock-${seed.toString(36)}`, maxEvents: LOG_EVENTS_MAX })
  const sampler = createSampler()
  let snapshot: Snapshot = { cursor: formatCursor({ epoch: log.bounds().epoch, offset: 0 }), world: emptyWorld }
  // The first to hear of an append: whoever reads the log then finds the snapshot up to it.
  let folded = 0
  log.onAppend(() => {
    for (const { cursor, event, offset } of log.read(folded)) {
      snapshot = applyItem(snapshot, { cursor, event })
      sampler.observe(event, snapshot.world)
      folded = offset
    }
  })
  return {
    log,
    sampler,
    snapshot: () => snapshot,
    publish: (events: readonly LoggedEvent[], at: number) => log.append(events, at),
  }
}

interface Stamp {
  readonly at: number
  readonly move: (instant: number) => number
  readonly time: VirtualTime
  readonly random: Random
}

const toLogged = (event: WorldEvent, { at, move, time, random }: Stamp): LoggedEvent => ({
  specversion: '1.0',
  id: createEventId(time.toWallMs(at), random),
  time: time.toWall(at),
  datacontenttype: 'application/json',
  severity: 'info',
  ...event,
  data: moveInstants(event.data, move),
})

/** The trace of a played event has the digits of its id, so that the same world has the same traces. */
function toTraced({ traced = false }: MockWorld, event: LoggedEvent): LoggedEvent {
  if (!traced) return event
  const traceId = event.id.replaceAll('-', '')
  return { ...event, traceparent: `00-${traceId}-${traceId.slice(-16)}-01` }
}
