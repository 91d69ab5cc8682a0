import { built } from '../bundle.ts'
import { startChild } from '../child.ts'
import { readCpuMs } from './cpuTime.ts'
import type { FromClient, LoadOrder, PeerName, ToClient } from './protocol.ts'
import type { BenchWorld, UpstreamName } from './world.ts'

const CONNECTIONS = 16
const RUN_MS = Number(process.env['NOBET_BENCH_RUN_MS'] ?? 2_000)
const WARM_UP_SHARE = 1 / 4
/** On a busy machine it takes longer until code is compiled as it will be, and until hundredths of a second are fine enough. */
const REQUESTS = 1_500
const MOST_MS = 12_000

export interface Scenario {
  readonly upstream: UpstreamName
  /** `miss`: every request another question; `hit`: the same one over and over. */
  readonly kind: 'miss' | 'hit'
  readonly encoding: 'identity' | 'gzip'
  readonly peers: readonly PeerName[]
}

export interface Run {
  readonly peer: PeerName
  readonly perS: number
  /** Processor time of the one asked, per request. */
  readonly cpuMs: number
  /** The same of the upstream behind it. */
  readonly upstreamCpuMs: number
  readonly kB: number
  readonly p50: number
  readonly p99: number
  readonly failed: number
}

/** One peer, one scenario: a short run to warm up, then the one that counts. */
export async function measure(world: BenchWorld, scenario: Scenario, peer: PeerName): Promise<Run> {
  const { upstream } = scenario
  const client = await openClient(world, scenario, peer)
  await client.run(WARM_UP_SHARE)
  const { pid } = world.station(peer, upstream)
  const upstreamPid = world.upstreamPid[upstream]
  const before = { own: readCpuMs(pid), upstream: readCpuMs(upstreamPid) }
  const { requests, bytes, failed, wallMs, p50, p99 } = await client.run(1)
  const after = { own: readCpuMs(pid), upstream: readCpuMs(upstreamPid) }
  await client.end()
  return {
    peer,
    perS: (requests / wallMs) * 1_000,
    cpuMs: (after.own - before.own) / requests,
    upstreamCpuMs: (after.upstream - before.upstream) / requests,
    kB: bytes / requests / 1_000,
    p50,
    p99,
    failed,
  }
}

/** Until the code of a peer is compiled as it will be; its process stays for the whole bench. */
export async function warmUp(world: BenchWorld, scenario: Scenario, peer: PeerName): Promise<void> {
  const client = await openClient(world, scenario, peer)
  await client.run(1)
  await client.end()
}

async function openClient(world: BenchWorld, { upstream, kind, encoding }: Scenario, peer: PeerName) {
  const { port, prefix } = world.station(peer, upstream)
  const client = startChild<ToClient, FromClient>(built('proxyClient'))
  await client.next('ready')
  const order: Omit<LoadOrder, 'ms' | 'requests' | 'mostMs'> = {
    do: 'run',
    port,
    path: `${prefix}${world.path}`,
    unique: kind === 'miss',
    encoding,
    connections: CONNECTIONS,
  }
  return {
    run: async (share: number) => {
      const done = client.next('done')
      client.send({ ...order, ms: RUN_MS * share, requests: REQUESTS * share, mostMs: MOST_MS * share })
      return await done
    },
    end: () => client.end(),
  }
}
