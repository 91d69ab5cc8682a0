import { formatCursor, type Snapshot, type World } from '@nobet/contracts'
import { emptyWorld, foldWorld } from '@nobet/domain/world'
import type { EventLog, LogBounds, LogEntry } from '../log/eventLog.ts'

const READ_LIMIT = { count: 1000, bytes: 4 * 1024 * 1024 }

export interface JournalDeps {
  readonly log: EventLog
  readonly reportError: (error: unknown) => void
  /** The fold of the domain; a parameter so that a broken one can be tried. */
  readonly fold?: typeof foldWorld
}

/** The present picture, kept by folding the log. */
export interface Journal {
  /** `undefined` while the log cannot be read or has not been read up to its head at start. */
  snapshot(): Snapshot | undefined
  /** The picture alone, for look-ups; empty until the log has been read. */
  world(): World
  /** Events the fold could not take: reported, passed over, counted. */
  skipped(): number
  stop(): void
}

interface Place {
  readonly epoch: string
  offset: number
}

/** Tails the log from its oldest entry; a new epoch begins with an empty picture. */
export function startJournal({ log, reportError, fold = foldWorld }: JournalDeps): Journal {
  let world = emptyWorld
  let place: Place | undefined
  let ready = false
  let skipped = 0
  let reading = false
  let stopped = false

  const take = (entry: LogEntry) => {
    try {
      world = fold(world, entry.event)
    } catch (error) {
      skipped += 1
      reportError(error)
    }
  }

  const follow = (bounds: LogBounds): Place => {
    if (place?.epoch === bounds.epoch) return place
    world = emptyWorld
    ready = false
    place = { epoch: bounds.epoch, offset: bounds.first - 1 }
    return place
  }

  const catchUp = async () => {
    for (let bounds = log.bounds(); bounds !== undefined && !stopped; bounds = log.bounds()) {
      const at = follow(bounds)
      if (at.offset >= bounds.head) {
        ready = true
        break
      }
      const entries = log.recent(at.offset, READ_LIMIT) ?? (await log.read(at.offset, READ_LIMIT))
      if (log.bounds()?.epoch !== at.epoch) continue
      for (const entry of entries) take(entry)
      at.offset = entries.at(-1)?.offset ?? bounds.head
    }
    // In the same turn as the last look at the bounds: a change told from now on is not missed.
    reading = false
  }

  const run = async () => {
    reading = true
    try {
      await catchUp()
    } catch (error) {
      reading = false
      reportError(error)
    }
  }

  const wake = () => {
    if (!reading) void run()
  }

  const leave = log.onChange(wake)
  wake()

  return {
    snapshot() {
      wake()
      if (!ready || place === undefined || log.bounds() === undefined) return undefined
      return { cursor: formatCursor(place), world }
    },
    world: () => world,
    skipped: () => skipped,
    stop() {
      stopped = true
      leave()
    },
  }
}
