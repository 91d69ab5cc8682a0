import * as z from 'zod/mini'
import type { Clock } from '../clock.ts'
import { PANEL_KEYS } from '../redis/panelKeys.ts'
import type { RedisClient } from '../redis/redisClient.ts'
import { createRedisScript } from '../redis/redisScript.ts'
import { withDeadline } from '../redis/withDeadline.ts'
import {
  ADDRESSES_MAX,
  ATTEMPTS_MAX,
  ATTEMPTS_WINDOW_MS,
  type Attempts,
  createAttempts,
  toAttemptsKey,
} from './attempts.ts'

const ANSWER_WITHIN_MS = 1_500

export interface SharedAttemptsDeps {
  readonly clock: Pick<Clock, 'monotonic' | 'setTimer'>
  readonly client: RedisClient
}

/** KEYS: the address. ARGV: window. Answers the failures in this window and the milliseconds left of it. */
const FAIL_SCRIPT = createRedisScript(
  'attempts.fail',
  `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('PTTL', KEYS[1])}
`,
)

const Answer = z.tuple([z.number(), z.number()])

/**
 * Counts over all panels. A panel learns what the others counted from the answer to its own next failure, so asking
 * costs nothing, and who guesses gains one try for each panel more. While Redis is away each counts by itself.
 */
export function createSharedAttempts({ clock, client }: SharedAttemptsDeps): Attempts {
  const own = createAttempts({ clock })
  const barred = new Map<string, number>()

  const bar = (key: string, until: number) => {
    const [oldest] = barred.keys()
    if (barred.size >= ADDRESSES_MAX && oldest !== undefined) barred.delete(oldest)
    barred.set(key, until)
  }

  const tell = async (key: string) => {
    const askedAt = clock.monotonic()
    const asked = FAIL_SCRIPT.run(client, [PANEL_KEYS.attempts(key)], [String(ATTEMPTS_WINDOW_MS)])
    const [count, leftMs] = Answer.parse(await withDeadline(clock, ANSWER_WITHIN_MS, asked))
    if (count >= ATTEMPTS_MAX) bar(key, askedAt + leftMs)
  }

  const barredMs = (key: string): number => {
    const leftMs = (barred.get(key) ?? Number.NEGATIVE_INFINITY) - clock.monotonic()
    if (leftMs > 0) return leftMs
    barred.delete(key)
    return 0
  }

  return {
    failed(address) {
      own.failed(address)
      // Counted here already; that Redis is away is said by the log.
      tell(toAttemptsKey(address)).catch(() => undefined)
    },
    waitMs: (address) => Math.max(own.waitMs(address), barredMs(toAttemptsKey(address))),
  }
}
