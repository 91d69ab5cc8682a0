import type { Clock } from '../clock.ts'
import type { RedisClient } from './redisClient.ts'
import { withDeadline } from './withDeadline.ts'

const SYNC_MS = 10_000
const RETRY_MS = 1_000
const ANSWER_WITHIN_MS = 1_000
const MICROS_PER_MS = 1_000

export interface SharedClockDeps {
  readonly clock: Clock
  readonly client: RedisClient
}

export interface SharedClock extends Clock {
  /** Resolves after the first try, whatever it came to. */
  readonly ready: Promise<void>
  stop(): void
}

/**
 * Redis' time on every panel: what one stamps, another may compare with its own `now`, and a wrong or moved clock of
 * a machine changes nothing. This machine's clock until Redis has answered once.
 */
export function startSharedClock({ clock, client }: SharedClockDeps): SharedClock {
  let offset: number | undefined
  let stopped = false
  let cancel = () => {}

  const ask = async () => {
    const askedAt = clock.monotonic()
    const [seconds, micros] = await withDeadline(clock, ANSWER_WITHIN_MS, client.time())
    const answeredAt = clock.monotonic()
    // Redis looked at its clock somewhere between question and answer.
    offset = Number(seconds) * 1_000 + Number(micros) / MICROS_PER_MS - (askedAt + answeredAt) / 2
  }

  const turn = async () => {
    let next = SYNC_MS
    try {
      await ask()
    } catch {
      // The log's own connection says that Redis is away; here the last offset goes on counting.
      next = RETRY_MS
    }
    if (!stopped) cancel = clock.setTimer(() => void turn(), next)
  }

  return {
    now: () => (offset === undefined ? clock.now() : Math.round(clock.monotonic() + offset)),
    monotonic: () => clock.monotonic(),
    setTimer: (callback, ms) => clock.setTimer(callback, ms),
    ready: turn(),
    stop() {
      stopped = true
      cancel()
    },
  }
}
