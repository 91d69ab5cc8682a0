import { type MonitoringServer, startPrometheus } from '@nobet/testkit/servers'
import { type BenchPanel, startBff } from '../browser/startBff.ts'
import { built } from '../bundle.ts'
import { startChild } from '../child.ts'
import type { FromPeer, PeerName } from './protocol.ts'
import { benchHistory } from './history.ts'

export type UpstreamName = 'static' | 'prometheus'

/** Where a peer is asked, and whose processor time is its. */
export interface Station {
  readonly port: number
  readonly prefix: string
  readonly pid: number
}

export interface BenchWorld {
  station(peer: PeerName, upstream: UpstreamName): Station
  readonly upstreamPid: Readonly<Record<UpstreamName, number>>
  /** Path and query of the question, without prefix. */
  readonly path: string
  stop(): Promise<void>
}

const PREFIX = '/api/prometheus'

/** Both upstreams, and before each of them every peer. All stay up for the whole bench. */
export async function openWorld(): Promise<BenchWorld> {
  const stops: (() => Promise<void>)[] = []
  const { text, path } = benchHistory(Date.now())
  const prometheus: MonitoringServer = await startPrometheus({ history: text })
  stops.push(() => prometheus.stop())
  const still = await startPeer('staticUpstream', [])
  stops.push(still.end)
  const upstreams = {
    prometheus: { port: prometheus.port, pid: prometheus.pid },
    static: { port: still.port, pid: still.pid },
  }
  const stations = new Map<string, Station>()
  for (const [upstream, { port, pid }] of Object.entries(upstreams)) {
    const url = `http://127.0.0.1:${port}`
    stations.set(`direct ${upstream}`, { port, pid, prefix: '' })
    for (const name of ['http-proxy-middleware', 'hono/proxy']) {
      const peer = await startPeer('proxyPeer', [name, url])
      stops.push(peer.end)
      stations.set(`${name} ${upstream}`, { port: peer.port, pid: peer.pid, prefix: PREFIX })
    }
    const panel: BenchPanel = await startBff({ NOBET_PROMETHEUS_URL: url })
    stops.push(panel.stop)
    stations.set(`nobet ${upstream}`, { port: panel.port, pid: panel.pid, prefix: PREFIX })
  }
  return {
    station: (peer, upstream) => {
      const station = stations.get(`${peer} ${upstream}`)
      if (station === undefined) throw new Error(`no ${peer} before ${upstream}`)
      return station
    },
    upstreamPid: { static: upstreams.static.pid, prometheus: upstreams.prometheus.pid },
    path,
    stop: async () => {
      for (const stop of stops.toReversed()) await stop()
    },
  }
}

async function startPeer(file: 'staticUpstream' | 'proxyPeer', args: readonly string[]) {
  const child = startChild<never, FromPeer>(built(file), args)
  const { port, pid } = await child.next('ready')
  return { port, pid, end: child.end }
}
