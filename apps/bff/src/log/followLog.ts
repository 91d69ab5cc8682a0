import type { EventLog, LogBounds, LogEntry } from './eventLog.ts'

const READ_LIMIT = { count: 1_000, bytes: 4 * 1024 * 1024 }

export interface FollowDeps {
  readonly log: Pick<EventLog, 'bounds' | 'recent' | 'read' | 'onChange'>
  readonly reportError: (error: unknown) => void
}

export interface Follower {
  /** `live`: the entry came after following began. A throw is reported and passes over one entry. */
  readonly onEntry: (entry: LogEntry, live: boolean) => void
  /** Another epoch begins; what it still holds of the former one is read again. */
  readonly onEpoch?: () => void
  /** Everything up to here has been told. */
  readonly onReached?: (place: { readonly epoch: string; readonly offset: number }) => void
}

export interface Following {
  /** Reads on now: what this process holds in memory has been told when this returns. */
  readonly catchUp: () => void
  readonly stop: () => void
}

/** Calls for every entry the log holds and then for each that comes, in order, over outages and epochs. */
export function followLog({ log, reportError }: FollowDeps, follower: Follower): Following {
  let place: { readonly epoch: string; readonly liveAfter: number; offset: number } | undefined
  let reading = false
  let stopped = false

  const take = (entry: LogEntry, liveAfter: number) => {
    try {
      follower.onEntry(entry, entry.offset > liveAfter)
    } catch (error) {
      reportError(error)
    }
  }

  const at = ({ epoch, first, head, begin = 0 }: LogBounds) => {
    if (place?.epoch === epoch) return place
    if (place !== undefined) follower.onEpoch?.()
    const liveAfter = place === undefined ? head : begin
    place = { epoch, liveAfter, offset: first - 1 }
    return place
  }

  const catchUp = async () => {
    for (let bounds = log.bounds(); bounds !== undefined && !stopped; bounds = log.bounds()) {
      const here = at(bounds)
      if (here.offset >= bounds.head) {
        follower.onReached?.(here)
        break
      }
      const entries = log.recent(here.offset, READ_LIMIT) ?? (await log.read(here.offset, READ_LIMIT))
      if (log.bounds()?.epoch !== here.epoch) continue
      for (const entry of entries) take(entry, here.liveAfter)
      here.offset = entries.at(-1)?.offset ?? bounds.head
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
    if (!reading && !stopped) void run()
  }
  const leave = log.onChange(wake)
  wake()
  return {
    catchUp: wake,
    stop() {
      stopped = true
      leave()
    },
  }
}
