import * as z from 'zod/mini'
import type { Clock } from '../../clock.ts'
import type { RedisClient } from '../../redis/redisClient.ts'
import { createRedisScript } from '../../redis/redisScript.ts'
import { withDeadline } from '../../redis/withDeadline.ts'
import { type SessionCaller, SESSIONS_MAX, SESSIONS_PER_USER, type SessionStore } from './sessionStore.ts'

const TAG = '{nobet:sessions}'
const LISTEN_MS = 2_000
const ANSWER_WITHIN_MS = 1_500
/** A panel that was away for longer has no streams left that it could end. */
const ENDED_KEPT_MS = 10 * 60_000

export interface RedisSessionStoreDeps {
  readonly clock: Clock
  readonly client: RedisClient
}

/**
 * KEYS: session, of the user, all, ended. ARGV: key, caller, life, most a user, most, tag, kept.
 * Ends the oldest of the user when there are too many. Answers 1, or 0 when there is no room.
 */
const OPEN_SCRIPT = createRedisScript(
  'sessions.open',
  `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now - ARGV[7])
for _, key in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if redis.call('EXISTS', ARGV[6] .. ':s:' .. key) == 0 then redis.call('ZREM', KEYS[2], key) end
end
while redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) do
  local oldest = redis.call('ZPOPMIN', KEYS[2])[1]
  redis.call('DEL', ARGV[6] .. ':s:' .. oldest)
  redis.call('ZREM', KEYS[3], oldest)
  redis.call('ZADD', KEYS[4], now, oldest)
end
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[5]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[3], now + ARGV[3], ARGV[1])
redis.call('ZADD', KEYS[2], now, ARGV[1])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[2], ARGV[3]) end
return 1
`,
)

/** KEYS: session, all, ended. ARGV: key. */
const END_SCRIPT = createRedisScript(
  'sessions.end',
  `
if redis.call('DEL', KEYS[1]) == 0 then return 0 end
local time = redis.call('TIME')
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return 1
`,
)

/** KEYS: session. Answers the caller and the milliseconds left, or nothing. */
const READ_SCRIPT = createRedisScript(
  'sessions.read',
  `return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}`,
)

/** KEYS: ended. ARGV: the last look by Redis' clock. Answers this look's time and who ended since. */
const ENDED_SCRIPT = createRedisScript(
  'sessions.ended',
  `
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
return {now, redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf')}
`,
)

const Reading = z.tuple([z.nullable(z.string()), z.number()])
const Ended = z.tuple([z.string(), z.array(z.string())])

/** Sessions that all panels know. What one panel ends, the others hear of within seconds. */
export function startRedisSessionStore({ clock, client }: RedisSessionStoreDeps): SessionStore {
  const listeners = new Set<(key: string) => void>()
  const sessionKey = (key: string) => `${TAG}:s:${key}`
  const [all, ended] = [`${TAG}:all`, `${TAG}:ended`]
  const run = (script: typeof OPEN_SCRIPT, keys: readonly string[], args: readonly string[]) =>
    withDeadline(clock, ANSWER_WITHIN_MS, script.run(client, keys, args))
  let looked = '0'
  let told: readonly string[] = []
  let stopped = false
  let cancel = () => {}

  const tell = (keys: readonly string[]) => {
    // Two looks may meet in one millisecond: who was told of at the last one is not told of again.
    for (const key of keys) if (!told.includes(key)) for (const listener of listeners) listener(key)
    told = keys
  }

  const listen = async () => {
    try {
      const [now, keys] = Ended.parse(await run(ENDED_SCRIPT, [ended], [looked]))
      looked = now
      tell(keys)
    } catch {
      // The next look asks from where this one would have.
    }
    if (!stopped) cancel = clock.setTimer(() => void listen(), LISTEN_MS)
  }
  void listen()

  return {
    async open(key, caller, lifeMs) {
      const keys = [sessionKey(key), `${TAG}:user:${caller.name}`, all, ended]
      const limits = [String(Math.max(1, Math.floor(lifeMs))), String(SESSIONS_PER_USER), String(SESSIONS_MAX)]
      const answer = await run(OPEN_SCRIPT, keys, [key, JSON.stringify(caller), ...limits, TAG, String(ENDED_KEPT_MS)])
      return answer === 1 ? { kind: 'opened' } : { kind: 'full' }
    },
    async read(key) {
      const [text, leftMs] = Reading.parse(await run(READ_SCRIPT, [sessionKey(key)], []))
      // Written by `open` of this or another panel.
      return text === null || leftMs <= 0 ? undefined : { caller: JSON.parse(text) as SessionCaller, leftMs }
    },
    end: async (key) => void (await run(END_SCRIPT, [sessionKey(key), all, ended], [key])),
    onEnded(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
