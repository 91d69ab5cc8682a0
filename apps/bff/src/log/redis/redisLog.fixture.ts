import { randomBytes } from 'node:crypto'
import { waitFor } from '@nobet/testkit'
import { systemClock } from '../../clock.ts'
import type { RedisWorld } from '../../redis/redisServers.fixture.ts'
import type { EventLog } from '../eventLog.ts'
import { type RedisLogDeps, type RedisLogOptions, startRedisLog } from './redisLog.ts'
import type { EpochChange } from './tail.ts'

const LIMITS = { events: 1000, bytes: 1e9, ageMs: 1e9 }

export interface Panel {
  readonly log: EventLog
  readonly changes: EpochChange[]
  ready(): Promise<void>
}

export const newId = () => randomBytes(6).toString('hex')

/** One panel's log, not yet ready. */
export function startPanel(
  world: RedisWorld,
  options: Partial<RedisLogOptions> & { readonly name: string },
  deps: Partial<RedisLogDeps> = {},
): Panel {
  const changes: EpochChange[] = []
  const log = startRedisLog(
    {
      clock: systemClock,
      newEpoch: newId,
      openRedis: () => world.open(),
      onEpoch: (change) => changes.push(change),
      reportError(error) {
        throw error
      },
      ...deps,
    },
    { ...LIMITS, timeoutMs: 1000, ...options },
  )
  return {
    log,
    changes,
    ready: async () =>
      void (await waitFor(() => log.bounds() !== undefined, { timeoutMs: 60_000, what: 'a readable log' })),
  }
}
