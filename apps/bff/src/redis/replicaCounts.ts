import * as z from 'zod/mini'
import type { Clock } from '../clock.ts'
import { PANEL_KEYS } from './panelKeys.ts'
import type { RedisClient } from './redisClient.ts'
import { createRedisScript } from './redisScript.ts'
import { withDeadline } from './withDeadline.ts'

const EVERY_MS = 2_000
/** A panel that said nothing for so long is gone, and its sessions with it. */
const GONE_AFTER_MS = 7_000
const ANSWER_WITHIN_MS = 1_500
/** More panels than anybody runs; what is beyond is not counted. */
const PANELS_MAX = 256

export interface ReplicaCountsDeps {
  readonly clock: Clock
  readonly client: RedisClient
  /** Names this panel; unique over all. */
  readonly instance: string
  /** Sessions of this panel that see a module; `undefined` for a module it does not know. */
  readonly own: (module: string) => number | undefined
}

/** Sessions by module, summed over all panels. */
export interface ReplicaCounts {
  /** `undefined` while the others' counts are not known. */
  sum(module: string): number | undefined
  stop(): Promise<void>
}

const Counts = z.record(z.string(), z.number())

/** Writes one panel's counts, forgets panels that are gone, answers all. KEYS: hash. ARGV: panel, counts, gone after, most. */
const TELL_SCRIPT = createRedisScript(
  'replicas.tell',
  `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[2] == '' then redis.call('HDEL', KEYS[1], ARGV[1])
elseif redis.call('HLEN', KEYS[1]) < tonumber(ARGV[4]) or redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[2])
end
local all, held = redis.call('HGETALL', KEYS[1]), {}
for i = 1, #all, 2 do
  local at, counts = string.match(all[i + 1], '^(%d+) (.*)$')
  if now - tonumber(at) > tonumber(ARGV[3]) then redis.call('HDEL', KEYS[1], all[i])
  elseif all[i] ~= ARGV[1] then held[#held + 1] = counts end
end
return held
`,
)

/** Tells the other panels how many sessions each module has here, and learns theirs. */
export function startReplicaCounts(deps: ReplicaCountsDeps, modules: readonly string[]): ReplicaCounts {
  const { clock, client, instance } = deps
  const key = PANEL_KEYS.replicas
  let others: ReadonlyMap<string, number> = new Map()
  let knownUntil = Number.NEGATIVE_INFINITY
  let stopped = false
  let cancel = () => {}

  const tell = (counts: string) =>
    withDeadline(
      clock,
      ANSWER_WITHIN_MS,
      TELL_SCRIPT.run(client, [key], [instance, counts, String(GONE_AFTER_MS), String(PANELS_MAX)]),
    )

  const turn = async () => {
    const askedAt = clock.monotonic()
    try {
      const own = Object.fromEntries(modules.map((module) => [module, deps.own(module) ?? 0]))
      const answers = z.array(z.string()).parse(await tell(JSON.stringify(own)))
      others = addUp(answers)
      knownUntil = askedAt + GONE_AFTER_MS
    } catch {
      // Not known any more after a while; that Redis is away is said by the log.
    }
    if (!stopped) cancel = clock.setTimer(() => void (turning = turn()), EVERY_MS)
  }
  let turning = turn()

  return {
    sum(module) {
      const own = deps.own(module)
      if (own === undefined || clock.monotonic() > knownUntil) return undefined
      return own + (others.get(module) ?? 0)
    },
    async stop() {
      if (stopped) return
      stopped = true
      cancel()
      await turning
      await tell('').catch(() => undefined)
    },
  }
}

function addUp(answers: readonly string[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const answer of answers) {
    for (const [module, count] of Object.entries(Counts.parse(JSON.parse(answer)))) {
      sums.set(module, (sums.get(module) ?? 0) + count)
    }
  }
  return sums
}
