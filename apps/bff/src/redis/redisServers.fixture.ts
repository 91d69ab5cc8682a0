import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, waitFor } from '@nobet/testkit'
import { type ServerProcess, startServerProcess } from '@nobet/testkit/servers'
import { Redis } from 'ioredis'
import { openRedis } from './openRedis.ts'
import type { RedisClient } from './redisClient.ts'
import { type RedisTarget, readRedisTarget } from './redisTarget.ts'

const HOST = '127.0.0.1'
const SLOTS = 16_384
const CLUSTER_BUS_STEP = 10
const STARTUP_MS = 60_000

export interface RedisProcess extends ServerProcess {
  readonly port: number
  readonly dir: string
}

export interface RedisWorld {
  readonly url: string
  readonly target: RedisTarget
  readonly processes: readonly RedisProcess[]
  open(commandTimeoutMs?: number): RedisClient
  /** Ends every connection and process, and removes what they wrote. */
  stop(): Promise<void>
}

/** One server. `persist`: an append-only file, synced every second, as a careful operator would have it. */
export async function startStandalone({ persist = false }: { readonly persist?: boolean } = {}): Promise<RedisWorld> {
  const one = await startServer(persist ? ['--appendonly', 'yes', '--appendfsync', 'everysec'] : [])
  return toWorld(`redis://${HOST}:${one.port}`, [one])
}

/** A master, a replica and three sentinels that agree on both. */
export async function startSentinelWorld(): Promise<RedisWorld> {
  const master = await startServer([])
  const replica = await startServer(['--replicaof', HOST, String(master.port)])
  const sentinels = await Promise.all([1, 2, 3].map(() => startSentinel(master.port)))
  const world = toWorld(`redis+sentinel://${sentinels.map(({ port }) => `${HOST}:${port}`).join(',')}/panel`, [
    master,
    replica,
    ...sentinels,
  ])
  const follows = () => ask(replica.port, async (redis) => (await redis.info('replication')).includes('link_status:up'))
  await waitFor(follows, { timeoutMs: STARTUP_MS, what: 'a replica in step' })
  await Promise.all(sentinels.map((sentinel) => waitFor(() => knowsAll(sentinel.port), { timeoutMs: STARTUP_MS })))
  return world
}

/** Three masters that share the slots. */
export async function startClusterWorld(): Promise<RedisWorld> {
  const nodes = await Promise.all([0, 1, 2].map(() => startClusterNode()))
  const [first] = nodes
  if (first === undefined) throw new Error('no node')
  for (const [index, { port }] of nodes.entries()) {
    const from = Math.floor((SLOTS * index) / nodes.length)
    const to = Math.floor((SLOTS * (index + 1)) / nodes.length)
    const slots = Array.from({ length: to - from }, (_, slot) => from + slot)
    await ask(port, async (redis) => {
      await redis.cluster('ADDSLOTS', ...slots)
      if (port !== first.port) {
        await redis.call('CLUSTER', 'MEET', HOST, String(first.port), String(first.port + CLUSTER_BUS_STEP))
      }
    })
  }
  const formed = ({ port }: RedisProcess) =>
    ask(port, async (redis) => {
      const info = await redis.cluster('INFO')
      return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3')
    })
  for (const node of nodes) await waitFor(() => formed(node), { timeoutMs: STARTUP_MS })
  return toWorld(`redis+cluster://${nodes.map(({ port }) => `${HOST}:${port}`).join(',')}`, nodes)
}

function toWorld(url: string, processes: readonly RedisProcess[]): RedisWorld {
  const reading = readRedisTarget(url)
  if (!reading.ok) throw new Error(reading.expected)
  const { target } = reading
  const clients: RedisClient[] = []
  return {
    url,
    target,
    processes,
    open(commandTimeoutMs) {
      const options = commandTimeoutMs === undefined ? {} : { commandTimeoutMs }
      const client = openRedis(target, { name: 'test', ...options })
      clients.push(client)
      return client
    },
    async stop() {
      for (const client of clients) client.disconnect()
      await Promise.all(processes.map((one) => one.kill()))
      for (const one of processes) rmSync(one.dir, { recursive: true, force: true })
    },
  }
}

const toServerArgs = (port: number, dir: string, extra: readonly string[]) =>
  ['--port', String(port), '--bind', HOST, '--dir', dir, '--save', '', '--loglevel', 'warning'].concat(
    ['--repl-diskless-sync-delay', '0'],
    extra,
  )

async function startServer(extra: readonly string[]): Promise<RedisProcess> {
  const port = await freePort()
  return launch(port, (dir) => toServerArgs(port, dir, extra))
}

async function startClusterNode(triesLeft = 5): Promise<RedisProcess> {
  const port = await freePort()
  const bus = ['--cluster-enabled', 'yes', '--cluster-port', String(port + CLUSTER_BUS_STEP)]
  const settings = ['--cluster-node-timeout', '3000', '--cluster-announce-ip', HOST]
  try {
    return await launch(port, (dir) => toServerArgs(port, dir, [...bus, ...settings]))
  } catch (error) {
    // The port of its bus follows from its own, and may be taken.
    if (triesLeft > 0) return startClusterNode(triesLeft - 1)
    throw error
  }
}

async function startSentinel(masterPort: number): Promise<RedisProcess> {
  const port = await freePort()
  return launch(port, (dir) => {
    const file = join(dir, 'sentinel.conf')
    const lines = [
      `port ${port}`,
      `bind ${HOST}`,
      `dir ${dir}`,
      `sentinel monitor panel ${HOST} ${masterPort} 2`,
      'sentinel down-after-milliseconds panel 1500',
      'sentinel failover-timeout panel 10000',
    ]
    writeFileSync(file, `${lines.join('\n')}\n`)
    return [file, '--sentinel']
  })
}

async function launch(port: number, toArgs: (dir: string) => readonly string[]): Promise<RedisProcess> {
  const dir = mkdtempSync(join(tmpdir(), 'nobet-redis-'))
  const isReady = () => ask(port, async (redis) => (await redis.ping()) === 'PONG')
  const server = await startServerProcess({ program: 'redis-server', args: toArgs(dir), isReady })
  return Object.assign(server, { port, dir })
}

/** Asks one server on a connection of its own. */
export async function ask<T>(port: number, question: (redis: Redis) => Promise<T>, host = HOST): Promise<T> {
  const redis = new Redis({
    host,
    port,
    protocol: 2,
    lazyConnect: true,
    retryStrategy: null,
    enableReadyCheck: false,
  })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return await question(redis)
  } finally {
    redis.disconnect()
  }
}

const knowsAll = (port: number) =>
  ask(port, async (redis) => {
    const info = String(await redis.call('INFO', 'sentinel'))
    return info.includes('status=ok') && info.includes('slaves=1') && info.includes('sentinels=3')
  })
