import type { CloudEvent } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import type { EventLog, Fence } from './eventLog.ts'

const DEFAULT_WAITING = 2000
const BATCH_EVENTS = 200

export interface OwnEventsDeps {
  readonly log: Pick<EventLog, 'append'>
  readonly clock: Clock
  readonly reportError: (error: unknown) => void
  /** Said in the log when it can be written again: so many events of the panel's own did not fit the buffer. */
  readonly toLossEvent: (dropped: number) => CloudEvent
  readonly onDropped?: (count: number) => void
}

export interface OwnEventsOptions {
  /** The most events that wait; the oldest give way. */
  readonly waiting?: number
}

/** The panel's own events on their way to the log. */
export interface OwnEvents {
  /** Never refuses: while the log cannot be written the event waits. `fence` for work done under a lease. */
  publish(event: CloudEvent, fence?: Fence): void
  waiting(): number
  /** Resolves when nothing waits any more; for a clean end, within the caller's own patience. */
  settled(): Promise<void>
  stop(): void
}

interface Waiting {
  readonly event: CloudEvent
  readonly fence: Fence | undefined
}

/**
 * Keeps the panel's own events in order while the log is away. An append without an answer is sent again: its events
 * are known by their ids. What a lease holder observed is dropped when the lease is another's: that one observes too.
 */
export function createOwnEvents(
  deps: OwnEventsDeps,
  { waiting: most = DEFAULT_WAITING }: OwnEventsOptions = {},
): OwnEvents {
  const { log, clock } = deps
  let queue: Waiting[] = []
  let dropped = 0
  let sending = false
  let stopped = false
  let cancel: (() => void) | undefined
  let idle: (() => void)[] = []

  const takeBatch = (): readonly Waiting[] => {
    const fence = queue[0]?.fence
    const end = queue.findIndex(
      (item, index) =>
        index >= BATCH_EVENTS || item.fence?.lease !== fence?.lease || item.fence?.token !== fence?.token,
    )
    return queue.splice(0, end < 0 ? queue.length : end)
  }

  const giveBack = (batch: readonly Waiting[]) => {
    queue = [...batch, ...queue]
    dropOldest()
  }

  const dropOldest = () => {
    const over = queue.length - most
    if (over <= 0) return
    queue.splice(0, over)
    dropped += over
    deps.onDropped?.(over)
  }

  /** Milliseconds to wait before the next try, 0 for none. */
  const sendOne = async (): Promise<number> => {
    const batch = takeBatch()
    const fence = batch[0]?.fence
    const outcome = await log.append(
      batch.map(({ event }) => event),
      fence === undefined ? {} : { fence },
    )
    switch (outcome.kind) {
      case 'appended':
        sayLoss()
        return 0
      case 'fenced':
        return 0
      case 'unavailable':
        giveBack(batch)
        return Math.max(1, outcome.retryAfterMs)
    }
  }

  const sayLoss = () => {
    if (dropped === 0) return
    queue.push({ event: deps.toLossEvent(dropped), fence: undefined })
    dropped = 0
  }

  const send = async () => {
    if (sending || stopped || cancel !== undefined) return
    sending = true
    try {
      while (queue.length > 0 && !stopped) {
        const waitMs = await sendOne()
        if (waitMs === 0) continue
        cancel = clock.setTimer(retry, waitMs)
        return
      }
    } catch (error) {
      deps.reportError(error)
    } finally {
      sending = false
      if (queue.length === 0) for (const resolve of idle.splice(0)) resolve()
    }
  }

  const retry = () => {
    cancel = undefined
    void send()
  }

  return {
    publish(event, fence) {
      if (stopped) return
      // Stamped now: when it is appended may be much later.
      const time = event.time ?? new Date(clock.now()).toISOString()
      queue.push({ event: { ...event, time }, fence })
      dropOldest()
      void send()
    },
    waiting: () => queue.length,
    settled: () =>
      queue.length === 0 && !sending ? Promise.resolve() : new Promise((resolve) => void idle.push(resolve)),
    stop() {
      stopped = true
      cancel?.()
      for (const resolve of idle.splice(0)) resolve()
    },
  }
}
