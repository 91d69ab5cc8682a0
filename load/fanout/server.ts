import { startNobet } from './peers/nobet.ts'
import { startSocketIo } from './peers/socketIo.ts'
import { startWsBatch } from './peers/wsBatch.ts'
import { startWsLoop } from './peers/wsLoop.ts'
import { benchEvent, type FromServer, type Load, type Peer, type PeerName, type ToServer } from './protocol.ts'

const START: Record<PeerName, () => Promise<Peer>> = {
  nobet: startNobet,
  ws: startWsLoop,
  'ws-batch': startWsBatch,
  'socket.io': startSocketIo,
}

const tell = (message: FromServer) => process.send?.(message)
let published = 0

/** Publishes bursts at their due times; a burst that is late is not dropped. */
async function run(peer: Peer, { events, burst, rate }: Load): Promise<void> {
  const begun = performance.now()
  for (let sent = 0; sent < events; sent += burst) {
    const dueAt = begun + (sent / rate) * 1_000
    const wait = dueAt - performance.now()
    await new Promise((next) => (wait > 1 ? setTimeout(next, wait) : setImmediate(next)))
    await peer.publish(Array.from({ length: burst }, () => benchEvent(++published)))
  }
}

async function main(name: PeerName): Promise<void> {
  const peer = await START[name]()
  let before = process.cpuUsage()
  process.on('message', (message: ToServer) => {
    if (message.do === 'stop') void peer.stop().then(() => process.exit(0))
    if (message.do === 'run') {
      before = process.cpuUsage()
      void run(peer, message.load).then(() => tell({ told: 'published' }))
    }
    if (message.do === 'cpu') {
      const { user, system } = process.cpuUsage(before)
      globalThis.gc?.()
      tell({
        told: 'cpu',
        cpuMs: (user + system) / 1_000,
        rssBytes: process.memoryUsage().rss,
        connections: peer.connections(),
      })
    }
  })
  tell({ told: 'ready', port: peer.port })
}

void main(process.argv[2] as PeerName) // started only by run.ts, which names a peer
