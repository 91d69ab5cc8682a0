import type { RedisClient } from './redisClient.ts'
import { DeadlineError } from './withDeadline.ts'

/**
 * Connects anew, perhaps to another master, when this connection answers nothing or leads to a server that may not
 * be written: a frozen master, or one that became a replica and keeps its connections for a while.
 */
export function leaveUselessConnection(client: RedisClient, error: unknown): void {
  const demoted = error instanceof Error && error.message.startsWith('READONLY')
  if (demoted || error instanceof DeadlineError) client.disconnect(true)
}
