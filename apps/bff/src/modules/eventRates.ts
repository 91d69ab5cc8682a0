import type { Clock } from '../clock.ts'
import type { EventLog, LogEntry } from '../log/eventLog.ts'

const WINDOW_MS = 60_000
const SLOT_MS = 5_000
/** Before this much was watched a rate would be a guess. */
const WATCHED_MIN_MS = 5_000
const READ_LIMIT = { count: 1_000, bytes: 4 * 1024 * 1024 }

export interface EventRateDeps {
  readonly log: Pick<EventLog, 'bounds' | 'read' | 'onChange'>
  readonly clock: Pick<Clock, 'monotonic'>
  readonly reportError: (error: unknown) => void
}

export interface EventRates {
  /** Events a minute that name this module, over the last minute; `undefined` until that can be said. */
  readonly perMinute: (id: string) => number | undefined
  readonly stop: () => void
}

/** Counts, at the end of the log, the events of each configured module from now on. */
export function startEventRates({ log, clock, reportError }: EventRateDeps, ids: readonly string[]): EventRates {
  const startedAt = clock.monotonic()
  const counts = new Map(ids.map((id) => [id, new Map<number, number>()]))
  let place = log.bounds()
  let offset = place?.head ?? 0
  let reading = false
  let stopped = false

  const count = ({ event }: LogEntry): void => {
    const slots = event.module === undefined ? undefined : counts.get(event.module)
    if (slots === undefined) return
    const slot = Math.floor(clock.monotonic() / SLOT_MS)
    slots.set(slot, (slots.get(slot) ?? 0) + 1)
    for (const old of slots.keys()) if (old <= slot - WINDOW_MS / SLOT_MS) slots.delete(old)
  }

  const catchUp = async (): Promise<void> => {
    for (let bounds = log.bounds(); bounds !== undefined && !stopped; bounds = log.bounds()) {
      if (bounds.epoch !== place?.epoch) offset = bounds.first - 1
      place = bounds
      if (offset >= bounds.head) return
      const entries = await log.read(offset, READ_LIMIT)
      for (const entry of entries) count(entry)
      offset = entries.at(-1)?.offset ?? bounds.head
    }
  }

  const leave = log.onChange(() => {
    if (reading) return
    reading = true
    void catchUp()
      .catch(reportError)
      .finally(() => {
        reading = false
      })
  })

  return {
    perMinute(id) {
      const watchedMs = Math.min(WINDOW_MS, clock.monotonic() - startedAt)
      const slots = counts.get(id)
      if (slots === undefined || watchedMs < WATCHED_MIN_MS) return undefined
      const newest = Math.floor(clock.monotonic() / SLOT_MS)
      let events = 0
      for (const [slot, held] of slots) if (slot > newest - WINDOW_MS / SLOT_MS) events += held
      return Math.round((events * WINDOW_MS) / watchedMs)
    },
    stop() {
      stopped = true
      leave()
    },
  }
}
