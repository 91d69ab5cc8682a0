import { built } from '../bundle.ts'
import { startChild } from '../child.ts'
import { readCpuMs } from './cpuTime.ts'
import type { FromClient, LoadOrder, PeerName, ToClient } from './protocol.ts'
import type { BenchWorld, UpstreamName } from './world.ts'

const CONNECTIONS = 16
const RUN_MS = Number(process.env['NOBET_BENCH_RUN_MS'] ?? 2_000)
const WARM_UP_MS = RUN_MS / 4

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
  const { upstream, kind, encoding } = scenario
  const { port, prefix, pid } = world.station(peer, upstream)
  const client = startChild<ToClient, FromClient>(built('proxyClient'))
  await client.next('ready')
  const order: LoadOrder = {
    do: 'run',
    port,
    path: `${prefix}${world.path}`,
    unique: kind === 'miss',
    encoding,
    connections: CONNECTIONS,
    ms: RUN_MS,
  }
  const ask = async (ms: number) => {
    const done = client.next('done')
    client.send({ ...order, ms })
    return await done
  }
  await ask(WARM_UP_MS)
  const upstreamPid = world.upstreamPid[upstream]
  const before = { own: readCpuMs(pid), upstream: readCpuMs(upstreamPid) }
  const { requests, bytes, failed, wallMs, p50, p99 } = await ask(RUN_MS)
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
