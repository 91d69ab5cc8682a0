import { built } from '../bundle.ts'
import { startChild } from '../child.ts'
import type { FromClients, FromServer, Load, PeerName, ToClients, ToServer } from './protocol.ts'

const SETTLE_MS = 1_000
const RESTS = 3
const REST_MS = 5_000

export interface Measured {
  readonly peer: PeerName
  readonly clients: number
  readonly deliveries: number
  readonly lost: number
  /** Messages the clients were sent: fewer than deliveries where events shared one. */
  readonly messages: number
  readonly cpuMs: number
  readonly p50: number
  readonly p99: number
  readonly wallMs: number
}

const server = (peer: PeerName) => startChild<ToServer, FromServer>(built('server'), [peer])
const clientProcess = () => startChild<ToClients, FromClients>(built('clients'))

/** One run: a fresh server, a fresh process of clients, a warm-up of the same shape, then the load. */
export async function measure(peer: PeerName, clients: number, load: Load): Promise<Measured> {
  const serving = server(peer)
  const { port } = await serving.next('ready')
  const receiving = clientProcess()
  receiving.send({ do: 'connect', port, peer, count: clients })
  await receiving.next('connected')
  await once({ ...load, events: Math.max(load.burst, Math.floor(load.events / 5 / load.burst) * load.burst) })
  await new Promise((settled) => setTimeout(settled, SETTLE_MS))
  const begun = performance.now()
  const received = await once(load)
  const wallMs = performance.now() - begun
  serving.send({ do: 'cpu' })
  const { cpuMs } = await serving.next('cpu')
  await Promise.all([receiving.end(), serving.end()])
  return { peer, clients, wallMs, cpuMs, ...received }

  async function once(each: Load) {
    const published = serving.next('published')
    const got = receiving.next('received')
    receiving.send({ do: 'await', events: each.events })
    serving.send({ do: 'run', load: each })
    await published
    const { told: _, ...figures } = await got
    return figures
  }
}

/** Memory an idle connection costs: RSS with all connections less RSS with none, both after a collection. */
export async function measureMemory(peer: PeerName, clients: number): Promise<{ peer: PeerName; bytesEach: number }> {
  const serving = server(peer)
  const { port } = await serving.next('ready')
  const read = async () => {
    serving.send({ do: 'cpu' })
    return (await serving.next('cpu')).rssBytes
  }
  await read()
  const before = await read()
  const receiving = clientProcess()
  receiving.send({ do: 'connect', port, peer, count: clients })
  await receiving.next('connected')
  // The engine gives back what the connecting took, of its nursery too, only when it has been at rest for a while.
  for (let rests = 0; rests < RESTS; rests += 1) {
    await new Promise((settled) => setTimeout(settled, REST_MS))
    await read()
  }
  const after = await read()
  await Promise.all([receiving.end(), serving.end()])
  return { peer, bytesEach: (after - before) / clients }
}
