import type { Config } from '@nobet/contracts/config'
import type { Clock } from '../clock.ts'
import type { RoadMetrics } from '../metrics/roadMetrics.ts'
import { type CatalogueShelf, createOwnShelf } from '../modules/catalogueStore.ts'
import { createRedisShelf } from '../redis/catalogueShelf.ts'
import { type Lease, startLease } from '../redis/lease.ts'
import { openRedis } from '../redis/openRedis.ts'
import type { RedisClient } from '../redis/redisClient.ts'
import { type RedisTarget, readRedisTarget } from '../redis/redisTarget.ts'
import { startSharedClock } from '../redis/sharedClock.ts'
import { createSoleLease } from '../redis/soleLease.ts'
import { traceScripts } from '../telemetry/traceScripts.ts'
import type { Tracer } from '../telemetry/tracer.ts'
import type { PanelDeps } from './panelDeps.ts'
import type { StopStack } from './stopStack.ts'

const PROBING_LEASE = 'probing'
const COMMAND_TIMEOUT_MS = 1_500
/** A Redis that is there is connected by then; one that is not is waited for while the panel runs. */
const FIRST_CONNECT_MS = 2_000

export interface BackingDeps extends PanelDeps {
  readonly newId: () => string
  readonly reportError: (error: unknown) => void
  readonly tracer: Tracer
  readonly roadMetrics: RoadMetrics
}

/** Redis as this panel uses it. */
export interface RedisBacking {
  /** For short commands; the log has connections of its own. */
  readonly client: RedisClient
  readonly open: (role: string) => RedisClient
}

/** What stands behind the panel: Redis shared with other panels, or this process alone. */
export interface Backing {
  /** Redis' time, the same on every panel; without Redis this machine's. */
  readonly clock: Clock
  readonly redis: RedisBacking | undefined
  readonly lease: Lease
  readonly shelf: CatalogueShelf
}

/** Connects to what the configuration names. That Redis is away does not keep the panel from starting. */
export async function startBacking(deps: BackingDeps, config: Config, stops: StopStack): Promise<Backing> {
  const { url } = config.redis
  if (url === undefined) {
    const lease = createSoleLease(PROBING_LEASE)
    return { clock: deps.clock, redis: undefined, lease, shelf: createOwnShelf() }
  }
  const reading = readRedisTarget(url)
  // `judgeStart` has refused what cannot be read.
  if (!reading.ok) throw new Error(`redis.url: expected ${reading.expected}`)
  return connect(deps, reading.target, stops)
}

async function connect(deps: BackingDeps, target: RedisTarget, stops: StopStack): Promise<Backing> {
  const onError = (error: Error) => deps.logger.debug({ err: error }, 'a connection to Redis failed')
  const open = (role: string, commandTimeoutMs?: number) => {
    const timeout = commandTimeoutMs === undefined ? {} : { commandTimeoutMs }
    return traceScripts(openRedis(target, { name: `nobet-${role}`, onError, ...timeout }), deps.tracer)
  }
  const client = open('commands', COMMAND_TIMEOUT_MS)
  stops.push('redis', () => client.disconnect())
  await connected(deps.clock, client)
  const clock = startSharedClock({ clock: deps.clock, client })
  stops.push('clock', () => clock.stop())
  await clock.ready
  const lease = startLease({ ...deps, clock, client }, { name: PROBING_LEASE })
  deps.roadMetrics.leaseHeld.set({ lease: PROBING_LEASE }, 0)
  lease.onChange((fence) => {
    deps.roadMetrics.leaseHeld.set({ lease: PROBING_LEASE }, fence === undefined ? 0 : 1)
    deps.logger.info({ lease: PROBING_LEASE, token: fence?.token }, fence === undefined ? 'lease lost' : 'lease won')
  })
  stops.push('lease', () => lease.stop())
  return { clock, redis: { client, open }, lease, shelf: createRedisShelf({ clock, client }) }
}

function connected(clock: Clock, client: RedisClient): Promise<void> {
  if (client.status === 'ready') return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      cancel()
      client.off('ready', done)
      resolve()
    }
    const cancel = clock.setTimer(done, FIRST_CONNECT_MS)
    client.once('ready', done)
  })
}
