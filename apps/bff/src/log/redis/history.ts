import type { Clock } from '../../clock.ts'
import type { RedisClient } from '../../redis/redisClient.ts'
import { withDeadline } from '../../redis/withDeadline.ts'
import type { LogEntry, ReadLimit } from '../eventLog.ts'
import { createTaking } from './blockRing.ts'
import { type BlockContext, readRange } from './readReply.ts'

const BLOCKS_A_CALL = 16

export interface HistoryDeps {
  readonly clock: Clock
  readonly client: RedisClient
  readonly timeoutMs: number
}

export interface HistoryPlace {
  readonly epoch: string
  readonly stream: string
  readonly first: number
}

/** Reads what this process does not hold in memory from Redis itself; rejects while Redis does not answer. */
export function createHistory({ clock, client, timeoutMs }: HistoryDeps) {
  const context = (place: HistoryPlace): BlockContext => ({ epoch: place.epoch, arrivedAt: clock.monotonic() })
  const ask = (reply: Promise<unknown>) => withDeadline(clock, timeoutMs, reply)

  return {
    /** Ascending, `offset > after`. */
    async after(after: number, limit: ReadLimit, place: HistoryPlace): Promise<readonly LogEntry[]> {
      const taken = createTaking(limit)
      // An entry's id is its last offset, so the first one past `after` holds the first event wanted.
      let from = `(${Math.max(after, place.first - 1)}-0`
      for (;;) {
        const reply = await ask(client.xrange(place.stream, from, '+', 'COUNT', BLOCKS_A_CALL))
        const blocks = readRange(reply, context(place))
        for (const block of blocks) {
          for (const entry of block.entries()) {
            if (entry.offset > after && entry.offset >= place.first && !taken.add(entry)) return taken.entries
          }
          from = `(${block.last}-0`
        }
        if (blocks.length < BLOCKS_A_CALL) return taken.entries
      }
    },
    /** Ascending, `offset < before`, the newest. */
    async before(before: number, limit: ReadLimit, place: HistoryPlace): Promise<readonly LogEntry[]> {
      const taken = createTaking(limit)
      if (before <= place.first) return []
      const holding = await ask(client.xrange(place.stream, `${before - 1}-0`, '+', 'COUNT', 1))
      const [block] = readRange(holding, context(place))
      let to = block === undefined ? '+' : `${block.last}-0`
      for (;;) {
        const reply = await ask(client.xrevrange(place.stream, to, '-', 'COUNT', BLOCKS_A_CALL))
        const blocks = readRange(reply, context(place))
        for (const older of blocks) {
          for (const entry of older.entries().toReversed()) {
            if (entry.offset >= before) continue
            if (entry.offset < place.first || !taken.add(entry)) return taken.entries.toReversed()
          }
          to = `(${older.last}-0`
        }
        if (blocks.length < BLOCKS_A_CALL) return taken.entries.toReversed()
      }
    },
  }
}
