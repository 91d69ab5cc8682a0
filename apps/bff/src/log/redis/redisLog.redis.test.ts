import { fakeClock } from '@nobet/testkit'
import { afterAll, beforeAll, describe, vi } from 'vitest'
import { systemClock } from '../../clock.ts'
import {
  type RedisWorld,
  startClusterWorld,
  startSentinelWorld,
  startStandalone,
} from '../../redis/redisServers.fixture.ts'
import { describeEventLog } from '../eventLog.contract.ts'
import { newId, startPanel } from './redisLog.fixture.ts'

const STARTUP_MS = 120_000
vi.setConfig({ testTimeout: 120_000 })

const KINDS = [
  { name: 'stand-alone', start: () => startStandalone() },
  { name: 'stand-alone, little of it in memory', start: () => startStandalone(), heldBytes: 900 },
  { name: 'sentinel', start: startSentinelWorld },
  { name: 'cluster', start: startClusterWorld },
]

describe.each(KINDS)('$name', ({ name, start, heldBytes }) => {
  let world: RedisWorld
  beforeAll(async () => {
    world = await start()
  }, STARTUP_MS)
  afterAll(() => world.stop())

  describeEventLog(`redis log, ${name}`, async (limits) => {
    const clock = fakeClock()
    let evicted = 0
    const panel = startPanel(
      world,
      { name: newId(), ...limits, ...(heldBytes === undefined ? {} : { heldBytes }) },
      {
        // Time stands still for ages and stamps; deadlines of the network go by real time.
        clock: { ...systemClock, now: () => clock.now(), monotonic: () => clock.monotonic() },
        logTime: () => clock.monotonic(),
        onEvicted: (count) => void (evicted += count),
      },
    )
    await panel.ready()
    return { log: panel.log, clock, evicted: () => evicted }
  })
})
