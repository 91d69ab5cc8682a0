import type { RedisClient } from './redisClient.ts'
import { DeadlineError } from './withDeadline.ts'

/**
 * Connects anew, perhaps to another master, when this connection answers nothing or leads to a server that may not
 * be written: a frozen master, or one that became a replica and keeps its connections for a while.
 */
export function leaveUselessConnection(client: RedisClient, error: unknown): void {
  const demoted = error instanceof Error && error.message.startsWith('READONLY')
  if (demoted || error instanceof DeadlineError) reconnect(client)
}

const leaving = new WeakSet<RedisClient>()

/** Drops an established connection and makes another; one that is being made is left to its own time limit. */
export function reconnect(client: RedisClient): void {
  // ioredis ends for good when it is told to disconnect while it asks the sentinels for the master.
  if ((client.status !== 'ready' && client.status !== 'connect') || leaving.has(client)) return
  leaving.add(client)
  client.once('close', () => leaving.delete(client))
  client.disconnect(true)
}
