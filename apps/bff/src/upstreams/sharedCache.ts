import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { RedisClient } from '../redis/redisClient.ts'
import { withDeadline } from '../redis/withDeadline.ts'
import { toBytes } from './bytes.ts'
import { type HeldAnswer, holdAnswer } from './heldAnswer.ts'
import { BOUNDS } from './limits.ts'

const KEY_PREFIX = 'nobet:upstream:'
/** An upstream on the same network answers sooner than a Redis that is not well. */
const ANSWER_WITHIN_MS = 100
/** After a failure Redis is left out for so long: a slow cache is worse than none. */
const REST_MS = 2_000
const LENGTH_BYTES = 4

/** Answers shared by all panels on one Redis. Its troubles are nobody's: without it each panel asks for itself. */
export interface SharedCache {
  get(key: string): Promise<HeldAnswer | undefined>
  /** Kept for `lifeMs`; not waited for. */
  set(key: string, held: HeldAnswer, lifeMs: number): void
}

export interface SharedCacheDeps {
  /** Of Redis' time, so that ages are the same on every panel. */
  readonly clock: Clock
  readonly client: Pick<RedisClient, 'getBuffer' | 'set'>
}

export function createSharedCache({ clock, client }: SharedCacheDeps): SharedCache {
  let restUntil = 0
  const isResting = () => clock.monotonic() < restUntil
  const rest = () => {
    restUntil = clock.monotonic() + REST_MS
  }

  return {
    async get(key) {
      if (isResting()) return undefined
      try {
        const bytes = await withDeadline(clock, ANSWER_WITHIN_MS, client.getBuffer(toRedisKey(key)))
        return bytes === null ? undefined : decode(bytes, clock)
      } catch {
        rest()
        return undefined
      }
    },
    set(key, held, lifeMs) {
      if (isResting() || held.bytes.length > BOUNDS.sharedEntryBytes) return
      client.set(toRedisKey(key), encode(held), 'PX', Math.max(1, Math.ceil(lifeMs))).catch(rest)
    },
  }
}

const toRedisKey = (key: string): string => `${KEY_PREFIX}${createHash('sha256').update(key).digest('base64url')}`

/** Length of the head, the head as JSON, the body as it came. */
function encode({ status, headers, observedAt, bytes }: HeldAnswer): Buffer {
  const head = Buffer.from(JSON.stringify({ status, headers, observedAt }))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(head.length)
  return Buffer.concat([length, head, ...bytes.chunks])
}

/** Throws on what is no entry of ours; the caller then goes without. */
function decode(bytes: Buffer, clock: Clock): HeldAnswer {
  const headEnd = LENGTH_BYTES + bytes.readUInt32BE(0)
  // Written by `encode` under a key nobody else uses.
  const head = JSON.parse(bytes.toString('utf8', LENGTH_BYTES, headEnd)) as Head
  const ageMs = Math.max(0, clock.now() - head.observedAt)
  return holdAnswer({ ...head, bytes: toBytes([bytes.subarray(headEnd)]) }, clock.monotonic() - ageMs)
}

interface Head {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly observedAt: number
}
