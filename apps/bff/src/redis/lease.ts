import * as z from 'zod/mini'
import type { Clock } from '../clock.ts'
import type { Fence } from '../log/eventLog.ts'
import { toLogKeys } from '../log/redis/logKeys.ts'
import { leaveUselessConnection } from './reconnect.ts'
import type { RedisClient } from './redisClient.ts'
import { createRedisScript } from './redisScript.ts'
import { withDeadline } from './withDeadline.ts'

/** With a third of it between tries, a lost holder is replaced within 7 s. */
const DEFAULT_TTL_MS = 5000

export interface LeaseDeps {
  readonly clock: Clock
  /** May be shared; it is not closed here. */
  readonly client: RedisClient
  /** Names this holder; unique over all panels. */
  readonly newId: () => string
  readonly reportError: (error: unknown) => void
}

export interface LeaseOptions {
  /** The work that one panel does for all. */
  readonly name: string
  readonly ttlMs?: number
  /** The log's name, whose appends check the token. */
  readonly log?: string
}

/** The right to do one piece of work for all panels. */
export interface Lease {
  /** What to append with while this panel holds the lease; `undefined` while it does not, or may not any more. */
  fence(): Fence | undefined
  /** Called when the lease is won, lost, or won again under another token. */
  onChange(listener: (fence: Fence | undefined) => void): () => void
  /** Gives it back, so that another takes over at once. */
  stop(): Promise<void>
}

/**
 * Takes the lease if nobody has it, keeps it if it is ours. Each new holder gets a higher token, also after Redis
 * lost its data: it begins at Redis' clock. KEYS: lease, fences. ARGV: owner, ttl, name. Answers the token, 0 for no.
 */
const HOLD_SCRIPT = createRedisScript(
  'lease.hold',
  `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
local token = tonumber(redis.call('HGET', KEYS[2], ARGV[3]) or '0')
if holder then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
else
  local time = redis.call('TIME')
  token = math.max(token + 1, time[1] * 1000 + math.floor(time[2] / 1000))
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  redis.call('HSET', KEYS[2], ARGV[3], string.format('%.0f', token))
end
return token
`,
)

const RELEASE_SCRIPT = createRedisScript(
  'lease.release',
  `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`,
)

/** Tries for the lease until stopped: every third of its time, whether it is held or not. */
export function startLease(deps: LeaseDeps, { name, ttlMs = DEFAULT_TTL_MS, log }: LeaseOptions): Lease {
  const { clock, client } = deps
  const keys = toLogKeys(log)
  const owner = deps.newId()
  const everyMs = ttlMs / 3
  const listeners = new Set<(fence: Fence | undefined) => void>()
  let held: { readonly fence: Fence; readonly until: number } | undefined
  let told: Fence | undefined
  let stopped = false
  let cancel: () => void = () => undefined

  const fence = () => (held !== undefined && clock.monotonic() < held.until ? held.fence : undefined)

  const tell = () => {
    const now = fence()
    if (now?.token === told?.token) return
    told = now
    for (const listener of listeners) {
      try {
        listener(now)
      } catch (error) {
        deps.reportError(error)
      }
    }
  }

  const run = (script: typeof HOLD_SCRIPT, args: readonly string[]) =>
    withDeadline(clock, everyMs, script.run(client, [keys.lease(name), keys.fences], args))

  const attempt = async () => {
    const askedAt = clock.monotonic()
    try {
      const token = z.number().parse(await run(HOLD_SCRIPT, [owner, String(ttlMs), name]))
      // Counted from the question: Redis may have begun to count later, never earlier.
      held = token === 0 || stopped ? undefined : { fence: { lease: name, token }, until: askedAt + ttlMs }
    } catch (error) {
      // Not answered: what is held stays held until its own time is over.
      leaveUselessConnection(client, error)
    }
    tell()
    if (!stopped) cancel = clock.setTimer(start, everyMs)
  }

  let attempting: Promise<void> = Promise.resolve()
  const start = () => {
    attempting = attempt()
  }
  start()

  return {
    fence,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async stop() {
      if (stopped) return
      stopped = true
      cancel()
      listeners.clear()
      held = undefined
      await attempting
      // When Redis does not answer, the lease ends by its time.
      await run(RELEASE_SCRIPT, [owner]).catch(() => undefined)
    },
  }
}
