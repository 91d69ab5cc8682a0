import { createHash } from 'node:crypto'
import type { RedisClient } from './redisClient.ts'

/** A Lua script: sent by its hash, whole where the server does not know it yet. */
export interface RedisScript {
  run(client: RedisClient, keys: readonly string[], args: readonly (string | Buffer)[]): Promise<unknown>
}

const names = new Map<string, string>()

/** What a script is called in traces, by its hash. */
export const nameOfScript = (sha: string): string => names.get(sha) ?? sha

export function createRedisScript(name: string, lua: string): RedisScript {
  const sha = createHash('sha1').update(lua).digest('hex')
  names.set(sha, name)
  return {
    async run(client, keys, args) {
      try {
        return await client.evalsha(sha, keys.length, ...keys, ...args)
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
        return client.eval(lua, keys.length, ...keys, ...args)
      }
    },
  }
}
