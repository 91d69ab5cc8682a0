import type { RedisClient } from '../../redis/redisClient.ts'
import type { Check } from './checkHttp.ts'

/** One PING over an open connection: its own address is known to the connection, not read from the URL. */
export const createRedisCheck =
  (client: Pick<RedisClient, 'ping'>): Check =>
  async (_target, signal) => {
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true })
    })
    try {
      await Promise.race([client.ping(), aborted])
      return { kind: 'ok' }
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : 'no answer' }
    }
  }
