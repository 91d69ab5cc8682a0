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
/** A cluster client whose nodes are all gone waits for their end for ever: it is started again after this. */
const STUCK_MS = 500

/** Drops an established connection and makes another; one that is being made is left to its own time limit. */
export function reconnect(client: RedisClient): void {
  // ioredis ends for good when it is told to disconnect while it asks the sentinels for the master.
  if ((client.status !== 'ready' && client.status !== 'connect') || leaving.has(client)) return
  leaving.add(client)
  const timer = setTimeout(() => {
    leaving.delete(client)
    // ioredis tells a disconnect for good from one in passing by this alone.
    const forGood = Reflect.get(client, 'manuallyClosing') === true
    if (client.status === 'disconnecting' && !forGood) client.connect().catch(() => undefined)
  }, STUCK_MS)
  client.once('close', () => {
    clearTimeout(timer)
    leaving.delete(client)
  })
  client.disconnect(true)
}
