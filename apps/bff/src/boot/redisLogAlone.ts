import { randomUUID } from 'node:crypto'
import { systemClock } from '../clock.ts'
import type { EventLog } from '../log/eventLog.ts'
import { startRedisLog } from '../log/redis/redisLog.ts'
import { openRedis } from '../redis/openRedis.ts'
import { readRedisTarget } from '../redis/redisTarget.ts'

const LOG_BOUNDS = { events: 100_000, bytes: 256 * 1024 * 1024, ageMs: 3_600_000 }
const LOOK_MS = 10

/** The log on Redis without the rest of the panel, readable when this resolves. For the benches. */
export async function startRedisLogAlone(url: string, reportError: (error: unknown) => void): Promise<EventLog> {
  const reading = readRedisTarget(url)
  if (!reading.ok) throw new Error(`expected ${reading.expected}`)
  const { target } = reading
  const log = startRedisLog(
    {
      clock: systemClock,
      newEpoch: randomUUID,
      openRedis: (role) => openRedis(target, { name: `bench-${role}`, onError: reportError }),
      reportError,
    },
    LOG_BOUNDS,
  )
  while (log.bounds() === undefined) await new Promise<void>((look) => systemClock.setTimer(look, LOOK_MS))
  return log
}
