import {
  EpochMs,
  type LoggedEvent,
  type Snapshot,
  formatCursor,
  type SourceList,
  toTimestamp,
  type Timestamp,
} from '@nobet/contracts'
import { applyItem, emptyWorld } from '@nobet/domain/world'
import type { Channel, MockWorld, WorldEvent } from '../world/mockWorld.ts'
import { moveInstants } from '../world/worldInstant.ts'
import type { Clock } from './clock.ts'
import { createEventId } from './eventId.ts'
import { createMockLog, type MockLog } from './mockLog.ts'
import { createRandom } from './random.ts'
import { createSampler, type Sampler } from './sampler.ts'
import { createPlayback, type Happening } from './timeline.ts'

const LOG_EVENTS_MAX = 5_000
/** Longer waits are taken in pieces: timers overflow at 2^31 ms. */
const NAP_MAX_MS = 60_000

export interface PlayerOptions {
  /** Virtual milliseconds at which the world is entered. */
  readonly t?: number
  /** Virtual milliseconds a real one; 0 stands still. */
  readonly speed?: number
}

/** A world being played: the panel's back end as its doors see it. */
export interface Player {
  readonly world: MockWorld
  readonly clock: Clock
  readonly log: MockLog
  readonly sampler: Sampler
  now(): Timestamp
  snapshot(): Snapshot
  sources(): SourceList
  isCut(channel: Channel): boolean
  /** Called when a channel breaks off. */
  onCut(listener: (channels: readonly Channel[]) => void): () => void
  publish(events: readonly LoggedEvent[]): ReturnType<MockLog['append']>
  /** A fresh id for something that happens now. */
  mintId(): string
  stop(): void
}

/** Plays a world from `t` on. With the same clock, options and calls it says the same, byte for byte. */
export function startPlayer(world: MockWorld, clock: Clock, options: PlayerOptions = {}): Player {
  const { t = 0, speed = 1 } = options
  const startedAt = clock.now()
  const random = createRandom(world.seed)
  const playback = createPlayback(world)
  const log = createMockLog({ epoch: `mock-${world.seed.toString(36)}`, maxEvents: LOG_EVENTS_MAX })
  const sampler = createSampler()
  const listeners = new Set<(channels: readonly Channel[]) => void>()
  const cutUntil = new Map<Channel, number>()
  let sources: SourceList = { sources: [] }
  let snapshot: Snapshot = { cursor: formatCursor({ epoch: log.bounds().epoch, offset: 0 }), world: emptyWorld }
  let cancelNap: () => void = () => {}

  const virtualNow = () => t + (clock.now() - startedAt) * speed
  // What lies behind the entry point keeps its true distance in time whatever the speed.
  const toWall = (at: number) => startedAt + (at <= t || speed === 0 ? at - t : (at - t) / speed)

  const publish = (events: readonly LoggedEvent[], at = virtualNow()) => {
    const before = log.bounds().head
    const cursors = log.append(events, at)
    for (const item of log.read(before)) {
      snapshot = applyItem(snapshot, { cursor: item.cursor, event: item.event })
      sampler.observe(item.event, snapshot.world)
    }
    return cursors
  }

  const toLogged = (event: WorldEvent, { at, shiftMs }: Happening): LoggedEvent => ({
    specversion: '1.0',
    id: createEventId(toWall(at), random),
    time: toTimestamp(EpochMs.parse(toWall(at))),
    datacontenttype: 'application/json',
    severity: 'info',
    ...event,
    data: moveInstants(event.data, (instant) => toWall(instant + shiftMs)),
  })

  const happen = (happening: Happening) => {
    const { entry, at, shiftMs } = happening
    if ('event' in entry) publish([toLogged(entry.event, happening)], at)
    else if ('answer' in entry) {
      const body = entry.answer.body.sources
      sources = { sources: body.map((source) => moveInstants(source, (instant) => toWall(instant + shiftMs))) }
    } else if (entry.fault.kind === 'forget') log.forget(entry.fault.afterMs + shiftMs, entry.fault.events)
    else if (at + entry.fault.forMs > virtualNow()) {
      for (const channel of entry.fault.channels) cutUntil.set(channel, at + entry.fault.forMs)
      for (const listener of listeners) listener(entry.fault.channels)
    }
  }

  const turn = () => {
    for (const happening of playback.advance(virtualNow())) happen(happening)
    const next = playback.nextAt()
    if (next === undefined || speed === 0) return
    cancelNap = clock.setTimer(turn, Math.min(NAP_MAX_MS, Math.max(1, Math.ceil((next - virtualNow()) / speed))))
  }

  const now = () => toTimestamp(EpochMs.parse(clock.now()))
  turn()

  return {
    world,
    clock,
    log,
    sampler,
    now,
    snapshot: () => snapshot,
    sources: () => ({
      sources: sources.sources.map((source) => (source.state === 'live' ? { ...source, lastOkAt: now() } : source)),
    }),
    isCut: (channel) => (cutUntil.get(channel) ?? Number.NEGATIVE_INFINITY) > virtualNow(),
    onCut(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    publish: (events) => publish(events),
    mintId: () => createEventId(clock.now(), random),
    stop: () => cancelNap(),
  }
}
