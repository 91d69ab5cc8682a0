import { Cluster, type CommonRedisOptions, Redis } from 'ioredis'
import { type Clock, systemClock } from '../clock.ts'
import { reconnect } from './reconnect.ts'
import type { RedisClient } from './redisClient.ts'
import type { RedisTarget } from './redisTarget.ts'

const CONNECT_TIMEOUT_MS = 2000
/** A connection that is left gets no longer to close by itself: its server may be frozen. */
const DISCONNECT_TIMEOUT_MS = 100
const RETRY_STEP_MS = 50
const RETRY_MAX_MS = 1000
const SLOTS_REFRESH_MS = 2000
/** A command that meets a moving or missing slot is tried again this often, 100 ms apart. */
const MAX_REDIRECTIONS = 5

export interface OpenRedisOptions {
  /** Shown in `CLIENT LIST`. */
  readonly name: string
  /** A command without an answer fails after this; leave it out for a connection that blocks. */
  readonly commandTimeoutMs?: number
  readonly onError?: (error: Error) => void
  readonly clock?: Pick<Clock, 'setTimer'>
}

/**
 * Opens a connection that fails at once while Redis is away: nothing is queued, nothing is sent again by itself, so
 * that a caller's outcome is its own. It reconnects for ever.
 */
export function openRedis(target: RedisTarget, options: OpenRedisOptions): RedisClient {
  const client = target.kind === 'cluster' ? openCluster(target, options) : openSingle(target, options)
  // ioredis prints errors nobody listens to.
  client.on('error', (error: Error) => options.onError?.(error))
  limitGreeting(client, options.clock ?? systemClock)
  return client
}

/** A frozen server takes the connection and answers nothing; ioredis would wait for its greeting for ever. */
function limitGreeting(client: RedisClient, clock: Pick<Clock, 'setTimer'>): void {
  let cancel: () => void = () => undefined
  client.on('connect', () => {
    cancel()
    cancel = clock.setTimer(() => client.status === 'connect' && reconnect(client), CONNECT_TIMEOUT_MS)
  })
  client.on('ready', () => cancel())
  client.on('close', () => cancel())
}

const retryStrategy = (times: number) => Math.min(times * RETRY_STEP_MS, RETRY_MAX_MS)

function openSingle(target: Exclude<RedisTarget, { kind: 'cluster' }>, options: OpenRedisOptions): Redis {
  const common = { ...toCommon(target, options), db: target.db, enableOfflineQueue: false, retryStrategy }
  if (target.kind === 'standalone') return new Redis({ ...common, ...target.address })
  return new Redis({
    ...common,
    sentinels: target.sentinels.map((address) => ({ ...address })),
    name: target.master,
    sentinelRetryStrategy: retryStrategy,
    sentinelCommandTimeout: CONNECT_TIMEOUT_MS,
  })
}

function openCluster(target: Extract<RedisTarget, { kind: 'cluster' }>, options: OpenRedisOptions): Cluster {
  return new Cluster(
    target.nodes.map((address) => ({ ...address })),
    {
      redisOptions: toCommon(target, options),
      enableOfflineQueue: false,
      clusterRetryStrategy: retryStrategy,
      maxRedirections: MAX_REDIRECTIONS,
      slotsRefreshTimeout: SLOTS_REFRESH_MS,
      slotsRefreshInterval: SLOTS_REFRESH_MS,
    },
  )
}

function toCommon(target: RedisTarget, options: OpenRedisOptions) {
  return {
    // Version 2 says the same on Redis 6.2 and Valkey, and needs no HELLO, which strict ACLs refuse.
    protocol: 2,
    connectionName: options.name,
    disableClientInfo: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // Its INFO is refused by strict ACLs; a server that loads answers LOADING, which is an outcome like any other.
    enableReadyCheck: false,
    ...(options.commandTimeoutMs === undefined ? {} : { commandTimeout: options.commandTimeoutMs }),
    ...(target.username === undefined ? {} : { username: target.username }),
    ...(target.password === undefined ? {} : { password: target.password }),
    ...(target.tls ? { tls: {} } : {}),
  } satisfies CommonRedisOptions & { tls?: object; disconnectTimeout?: number }
}
