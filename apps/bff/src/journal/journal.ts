import type { Cursor, Snapshot, World } from '@nobet/contracts'
import { formatCursor } from '@nobet/contracts'
import { createFold, emptyWorld, type WorldFold } from '@nobet/domain/world'
import type { EventLog } from '../log/eventLog.ts'
import { followLog } from '../log/followLog.ts'

export interface JournalDeps {
  readonly log: EventLog
  readonly reportError: (error: unknown) => void
  /** The fold of the domain; a parameter so that a broken one can be tried. */
  readonly fold?: WorldFold['fold']
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

/** Tails the log from its oldest entry; a new epoch begins with an empty picture. */
export function startJournal({ log, reportError, fold }: JournalDeps): Journal {
  let world = emptyWorld
  const folding = createFold()
  const toNext = fold ?? folding.fold
  /** Where the picture is true. */
  let cursor: Cursor | undefined
  let ready = false
  let skipped = 0

  const following = followLog(
    { log, reportError },
    {
      onEntry(entry) {
        cursor = entry.cursor
        try {
          world = toNext(world, entry.event)
        } catch (error) {
          skipped += 1
          throw error
        }
      },
      onEpoch() {
        world = emptyWorld
        ready = false
      },
      onReached(place) {
        cursor = formatCursor(place)
        ready = true
      },
    },
  )

  const show = (): World => {
    folding.handOut()
    return world
  }
  return {
    snapshot() {
      following.catchUp()
      if (!ready || cursor === undefined || log.bounds() === undefined) return undefined
      return { cursor, world: show() }
    },
    world: show,
    skipped: () => skipped,
    stop: following.stop,
  }
}
